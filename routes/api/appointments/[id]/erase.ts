import { api } from "@/lib/http/api.ts";
import { consultationRoute } from "@/lib/http/consultation_api.ts";
import { mapped } from "@/lib/http/refusal.ts";
import { sessionView } from "@/lib/pages/consultation/views.ts";
import { eraseConsultation } from "@/lib/usecases/consultation/erase_consultation.ts";

/** `POST`, artist or admin, once it is over: deletes the client's data and the recording. */
export const handler = api(
  consultationRoute(
    "POST /api/appointments/:id/erase",
    async ({ deps, id, actor, page }) => ({
      outcome: mapped(
        await eraseConsultation(deps, { actor, id }),
        sessionView,
      ),
      done: page(),
    }),
  ),
);
