import { api } from "@/lib/http/api.ts";
import { consultationRoute } from "@/lib/http/consultation_api.ts";
import { mapped } from "@/lib/http/refusal.ts";
import type { PrivateNotes } from "@/lib/domain/notes/private_notes.ts";
import { readPrivateNotes } from "@/lib/usecases/notes/read_private_notes.ts";
import { savePrivateNotes } from "@/lib/usecases/notes/save_private_notes.ts";

const view = ({ text, revision }: PrivateNotes) => ({ text, revision });

/** `GET`: the artist's private notes. `POST {text, revision}`: replaces them, and answers the same. */
export const handler = api(
  consultationRoute(
    "GET /api/video/consultation/:id/private-notes",
    async ({ deps, actor, id }) =>
      mapped(await readPrivateNotes(deps, { actor, id }), view),
  ),
  consultationRoute(
    "POST /api/video/consultation/:id/private-notes",
    async ({ deps, actor, id, body }) =>
      mapped(await savePrivateNotes(deps, { actor, id, notes: body }), view),
  ),
);
