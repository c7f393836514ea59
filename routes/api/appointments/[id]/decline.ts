import { checkWord } from "@/lib/domain/word.ts";
import { api } from "@/lib/http/api.ts";
import { aboutConsultation } from "@/lib/http/consultation_api.ts";
import { readFields } from "@/lib/http/fields.ts";
import { answerForm } from "@/lib/http/form_answer.ts";
import { pageOf } from "@/lib/http/own_page.ts";
import { sessionView } from "@/lib/http/views.ts";
import { declineConsultation } from "@/lib/usecases/decline_consultation.ts";

/** `POST {reason?}`, artist or admin: requested → declined; the slot is free again. */
export const handler = api({
  POST: aboutConsultation(async ({ ctx, deps, id, actor }) => {
    const page = pageOf(actor, id);
    const fields = await readFields(ctx.req);
    if (!fields.ok) return answerForm(ctx, fields, () => null, page);
    const reason = checkWord(fields.value.get("reason") ?? "", "reason");
    const outcome = reason.ok
      ? await declineConsultation(deps, actor, id, reason.value)
      : reason;
    return answerForm(
      ctx,
      outcome,
      ({ consultation }) => sessionView(consultation),
      page,
    );
  }),
});
