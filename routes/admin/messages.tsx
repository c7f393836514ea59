import { HttpError, page } from "fresh";
import { DeadLetters } from "@/components/DeadLetters.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeading } from "@/components/PageHeading.tsx";
import { StaffPage } from "@/components/StaffPage.tsx";
import { iso } from "@/lib/domain/instant.ts";
import { type Outcome, refuse } from "@/lib/domain/refusal.ts";
import {
  NOT_AGAIN,
  reasonInWords,
  whatItWas,
} from "@/lib/http/dead_letter_words.ts";
import { readFields } from "@/lib/http/fields.ts";
import { refusedWords } from "@/lib/http/refused.ts";
import { isSameOrigin } from "@/lib/http/same_origin.ts";
import { define } from "@/lib/http/state.ts";
import { formatMoment } from "@/lib/time/format.ts";
import {
  dismissDeadLetter,
  readDeadLetters,
  retryDeadLetter,
} from "@/lib/usecases/dead_letters.ts";

/** Mails and texts that could not be sent: what they were, and what can be done about each. */
export const handler = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = "Messages";
    const { deps } = ctx.state.services;
    const seen = await readDeadLetters(deps, ctx.state.staff ?? null);
    if (!seen.ok) throw new HttpError(404);
    const zone = ctx.state.studio?.zone ?? "UTC";
    const done = ctx.url.searchParams.get("done");
    return page({
      refused: refusedWords(ctx.url),
      done: done !== null && Object.hasOwn(DONE, done)
        ? DONE[done as keyof typeof DONE]
        : null,
      letters: seen.value.map(({ letter, notAgain }) => ({
        id: letter.id,
        ...whatItWas(letter, zone),
        attempts: letter.attempts,
        failedAt: iso(letter.failedAt),
        failed: formatMoment(letter.failedAt, zone),
        reason: reasonInWords(letter.reason),
        notAgain: notAgain === null ? null : NOT_AGAIN[notAgain],
      })),
    });
  },
  POST: async (ctx) => {
    const { deps, config } = ctx.state.services;
    const fields = isSameOrigin(ctx.req, config.baseUrl)
      ? await readFields(ctx.req)
      : refuse("cross_site");
    const outcome: Outcome<keyof typeof DONE> = fields.ok
      ? await act(
        deps,
        ctx.state.staff ?? null,
        fields.value.get("id") ?? "",
        fields.value.get("do") ?? "",
      )
      : fields;
    const query = outcome.ok
      ? `done=${outcome.value}`
      : `refused=${outcome.code}`;
    return new Response(null, {
      status: 303,
      headers: { location: `/admin/messages?${query}` },
    });
  },
});

const DONE = {
  sent: "The mail is on its way. If it fails again, it comes back here.",
  pointless: "Nothing was sent: see what is written beside the mail.",
  dismissed: "The message was put away.",
} as const;

async function act(
  deps: Parameters<typeof retryDeadLetter>[0],
  staff: Parameters<typeof retryDeadLetter>[1],
  id: string,
  what: string,
): Promise<Outcome<keyof typeof DONE>> {
  // An id of ours; whatever else it is, there is no such letter.
  if (!/^[\w-]{1,64}$/.test(id)) return refuse("not_found");
  if (what === "dismiss") {
    const dismissed = await dismissDeadLetter(deps, staff, id);
    return dismissed.ok ? { ok: true, value: "dismissed" } : dismissed;
  }
  if (what !== "retry") return refuse("invalid_input");
  const retried = await retryDeadLetter(deps, staff, id);
  if (!retried.ok) return retried;
  return { ok: true, value: retried.value === null ? "sent" : "pointless" };
}

export default define.page<typeof handler>(({ data, state }) => (
  <StaffPage
    studio={state.studio?.name ?? "Visavis"}
    role="admin"
    who={state.staff?.email ?? ""}
    at="messages"
  >
    {data.refused && <Notice tone="error">{data.refused}</Notice>}
    {data.done && <Notice tone="success">{data.done}</Notice>}
    <PageHeading lede="Mails and texts that could not be sent, although it was tried for hours or their account refused them. Everything else has gone out.">
      Messages
    </PageHeading>
    <DeadLetters letters={data.letters} />
  </StaffPage>
));
