import { api } from "@/lib/http/api.ts";
import { consultationRoute } from "@/lib/http/consultation_api.ts";
import { mapped } from "@/lib/http/refusal.ts";
import { lookView } from "@/lib/pages/look/look_view.ts";
import { sendLookSheet } from "@/lib/usecases/look/send_look_sheet.ts";

/** `POST`, artist: mails the look sheet to the client. Idempotent until it changes. */
export const handler = api(
  consultationRoute(
    "POST /api/video/consultation/:id/look-sheet/send",
    async ({ deps, actor, id }) =>
      mapped(
        await sendLookSheet(deps, { actor, id }),
        (seen) => lookView(seen, deps.clock.now()),
      ),
  ),
);
