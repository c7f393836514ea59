import { api } from "@/lib/http/api.ts";
import { consultationRoute } from "@/lib/http/consultation_api.ts";
import { sessionOutcome } from "@/lib/pages/consultation/views.ts";
import { confirmConsultation } from "@/lib/usecases/consultation/confirm_consultation.ts";

/** `POST`, artist or admin: requested → confirmed; the mail with the link goes out. */
export const handler = api(
  consultationRoute(
    "POST /api/appointments/:id/confirm",
    async ({ deps, id, actor, page }) => ({
      outcome: sessionOutcome(await confirmConsultation(deps, { actor, id })),
      done: `${page()}?done=confirmed`,
    }),
  ),
);
