import { checkNoteToClient } from "@/lib/domain/basic/note_to_client.ts";
import { api } from "@/lib/http/api.ts";
import { consultationRoute } from "@/lib/http/consultation_api.ts";
import { sessionOutcome } from "@/lib/pages/consultation/views.ts";
import { declineConsultation } from "@/lib/usecases/consultation/decline_consultation.ts";

/** `POST {reason?}`, artist or admin: requested → declined; the slot is free again. */
export const handler = api(
  consultationRoute(
    "POST /api/appointments/:id/decline",
    async ({ deps, id, actor, body, page }) => {
      const reason = checkNoteToClient(body.reason ?? "", "reason");
      const declined = reason.ok
        ? await declineConsultation(deps, { actor, id, reason: reason.value })
        : reason;
      return {
        outcome: sessionOutcome(declined),
        done: page(),
      };
    },
  ),
);
