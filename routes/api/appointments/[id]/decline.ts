import { refuse } from "@/lib/domain/refusal.ts";
import { api } from "@/lib/http/api.ts";
import { aboutConsultation } from "@/lib/http/consultation_api.ts";
import { readFields } from "@/lib/http/fields.ts";
import { answerForm } from "@/lib/http/form_answer.ts";
import { pageOf } from "@/lib/http/own_page.ts";
import { refusalResponse } from "@/lib/http/refusals.ts";
import { sessionView } from "@/lib/http/views.ts";
import { declineConsultation } from "@/lib/usecases/decline_consultation.ts";

const LONGEST_REASON = 500;

/** `POST {reason?}`, artist or admin: requested → declined; the slot is free again. */
export const handler = api({
  POST: aboutConsultation(async ({ ctx, deps, id, actor }) => {
    const fields = await readFields(ctx.req);
    if (!fields.ok) return refusalResponse(fields);
    const reason = (fields.value.get("reason") ?? "").trim();
    if (reason.length > LONGEST_REASON) {
      return refusalResponse(refuse("invalid_input", {
        fields: { reason: `Use at most ${LONGEST_REASON} characters.` },
      }));
    }
    const outcome = await declineConsultation(deps, actor, id, reason);
    return answerForm(
      ctx,
      outcome,
      ({ consultation }) => sessionView(consultation),
      pageOf(actor, id),
    );
  }),
});
