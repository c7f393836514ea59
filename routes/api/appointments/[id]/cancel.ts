import { checkWord } from "@/lib/domain/word.ts";
import { api } from "@/lib/http/api.ts";
import { aboutConsultation } from "@/lib/http/consultation_api.ts";
import { readFields } from "@/lib/http/fields.ts";
import { answerForm } from "@/lib/http/form_answer.ts";
import { readVersion } from "@/lib/http/new_time_fields.ts";
import { pageOf } from "@/lib/http/own_page.ts";
import { sessionView } from "@/lib/http/views.ts";
import { cancelConsultation } from "@/lib/usecases/cancel_consultation.ts";

/**
 * `POST {word?, version?}`, client, artist or admin: it does not take place, and
 * both are told. `word` is from the studio to the client, in the mail.
 */
export const handler = api({
  POST: aboutConsultation(async ({ ctx, deps, id, actor }) => {
    const page = pageOf(actor, id);
    const fields = await readFields(ctx.req);
    if (!fields.ok) return answerForm(ctx, fields, () => null, page);
    const word = checkWord(fields.value.get("word") ?? "", "word");
    const cancelled = word.ok
      ? await cancelConsultation(deps, actor, id, {
        word: word.value,
        version: readVersion(fields.value),
      })
      : word;
    return answerForm(
      ctx,
      cancelled,
      ({ consultation }) => sessionView(consultation),
      page,
      `${page}/cancel`,
    );
  }),
});
