import { api } from "@/lib/http/api.ts";
import { consultationRoute } from "@/lib/http/consultation_api.ts";
import { mapped } from "@/lib/http/refusal.ts";
import { sessionView } from "@/lib/pages/consultation/views.ts";
import { endSession } from "@/lib/usecases/call/end_session.ts";

/** `POST`, either party: live → ended, and the room is completed. Idempotent. */
export const handler = api(
  consultationRoute(
    "POST /api/video/consultation/:id/end-session",
    async ({ deps, id, actor }) =>
      mapped(await endSession(deps, { actor, id }), sessionView),
  ),
);
