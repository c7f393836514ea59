import { refuse } from "@/lib/domain/refusal.ts";
import { api } from "@/lib/http/api.ts";
import { aboutConsultation } from "@/lib/http/consultation_api.ts";
import { readFields } from "@/lib/http/fields.ts";
import { answerForm } from "@/lib/http/form_answer.ts";
import { readVersion } from "@/lib/http/new_time_fields.ts";
import { pageOf } from "@/lib/http/own_page.ts";
import { sessionView } from "@/lib/http/views.ts";
import { cancelConsultation } from "@/lib/usecases/cancel_consultation.ts";

/** The same as a decline's reason, which is what it becomes for a request. */
const LONGEST_WORD = 500;

/**
 * `POST {word?, version?}`, client, artist or admin: it does not take place, and
 * both are told. `word` is from the studio to the client, in the mail.
 */
export const handler = api({
  POST: aboutConsultation(async ({ ctx, deps, id, actor }) => {
    const page = pageOf(actor, id);
    const fields = await readFields(ctx.req);
    if (!fields.ok) return answerForm(ctx, fields, () => null, page);
    const word = (fields.value.get("word") ?? "").trim();
    const cancelled = word.length > LONGEST_WORD
      ? refuse("invalid_input", {
        fields: { word: `Use at most ${LONGEST_WORD} characters.` },
      })
      : await cancelConsultation(deps, actor, id, {
        word,
        version: readVersion(fields.value),
      });
    return answerForm(
      ctx,
      cancelled,
      ({ consultation }) => sessionView(consultation),
      page,
      `${page}/cancel`,
    );
  }),
});
