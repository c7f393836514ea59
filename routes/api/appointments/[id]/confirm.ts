import { api } from "@/lib/http/api.ts";
import { aboutConsultation } from "@/lib/http/consultation_api.ts";
import { answerForm } from "@/lib/http/form_answer.ts";
import { readFields } from "@/lib/http/fields.ts";
import { pageOf } from "@/lib/http/own_page.ts";
import { sessionView } from "@/lib/http/views.ts";
import { confirmConsultation } from "@/lib/usecases/confirm_consultation.ts";

/** `POST`, artist or admin: requested → confirmed; the mail with the link goes out. */
export const handler = api({
  POST: aboutConsultation(async ({ ctx, deps, id, actor }) => {
    const page = pageOf(actor, id);
    const fields = await readFields(ctx.req);
    if (!fields.ok) return answerForm(ctx, fields, () => null, page);
    const outcome = await confirmConsultation(deps, actor, id);
    return answerForm(
      ctx,
      outcome,
      ({ consultation }) => sessionView(consultation),
      page,
    );
  }),
});
