import { checkNoteToClient } from "@/lib/domain/basic/note_to_client.ts";
import { api } from "@/lib/http/api.ts";
import { consultationRoute } from "@/lib/http/consultation_api.ts";
import { sessionOutcome } from "@/lib/pages/consultation/views.ts";
import { cancelConsultation } from "@/lib/usecases/consultation/cancel_consultation.ts";

/**
 * `POST {word?, version?}`, client, artist or admin: cancels it and notifies
 * both. `word` is the studio's note to the client, in the mail.
 */
export const handler = api(
  consultationRoute(
    "POST /api/appointments/:id/cancel",
    async ({ deps, id, actor, body, page }) => {
      const word = checkNoteToClient(body.word ?? "", "word");
      const cancelled = word.ok
        ? await cancelConsultation(deps, {
          actor,
          id,
          note: word.value,
          version: body.version ?? null,
        })
        : word;
      return {
        outcome: sessionOutcome(cancelled),
        done: page(),
        refused: page("/cancel"),
      };
    },
    { formPage: "/cancel" },
  ),
);
