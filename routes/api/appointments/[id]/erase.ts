import { api } from "@/lib/http/api.ts";
import { aboutConsultation } from "@/lib/http/consultation_api.ts";
import { readFields } from "@/lib/http/fields.ts";
import { answerForm } from "@/lib/http/form_answer.ts";
import { pageOf } from "@/lib/http/own_page.ts";
import { sessionView } from "@/lib/http/views.ts";
import { eraseConsultation } from "@/lib/usecases/erase_consultation.ts";

/** `POST`, artist or admin, once it is over: nothing about the client is kept, nor what was recorded. */
export const handler = api({
  POST: aboutConsultation(async ({ ctx, deps, id, actor }) => {
    const page = pageOf(actor, id);
    const fields = await readFields(ctx.req);
    if (!fields.ok) return answerForm(ctx, fields, () => null, page);
    return answerForm(
      ctx,
      await eraseConsultation(deps, actor, id),
      sessionView,
      page,
    );
  }),
});
