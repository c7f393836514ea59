import { HttpError, page } from "fresh";
import { DeadLetters } from "@/components/messages/DeadLetters.tsx";
import { Notice } from "@/components/ui/Notice.tsx";
import { PageHeading } from "@/components/frame/PageHeading.tsx";
import { iso } from "@/lib/domain/basic/instant.ts";
import type { Actor } from "@/lib/domain/consultation/permission.ts";
import { type Outcome, refuse } from "@/lib/http/refusal.ts";
import {
  deadLetterTitle,
  reasonInWords,
  RETRY_BLOCKED,
} from "@/lib/pages/messages/dead_letter_words.ts";
import { readFields } from "@/lib/http/body/fields.ts";
import { refusalText } from "@/lib/http/refusal_notice.ts";
import { refusedAt } from "@/lib/http/endpoint.ts";
import { isSameOrigin } from "@/lib/http/same_origin.ts";
import { define, studioZone } from "@/lib/http/state.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import { formatDateTime } from "@/lib/time/format.ts";
import {
  dismissDeadLetter,
  readDeadLetters,
  retryDeadLetter,
} from "@/lib/usecases/messages/dead_letters.ts";

/** Mails and texts that could not be sent, with their actions. */
export const handler = define.handlers({
  GET: async (ctx) => {
    ctx.state.title = "Messages";
    const { deps } = ctx.state.services;
    const seen = await readDeadLetters(deps, ctx.state.staff ?? null);
    if (!seen.ok) throw new HttpError(404);
    const zone = studioZone(ctx.state);
    const done = ctx.url.searchParams.get("done");
    return page({
      refused: refusalText(ctx.url),
      done: done !== null && Object.hasOwn(DONE, done)
        ? DONE[done as keyof typeof DONE]
        : null,
      letters: seen.value.map(({ letter, retryBlocker: notAgain }) => ({
        id: letter.id,
        ...deadLetterTitle(letter, zone),
        attempts: letter.attempts,
        failedAt: iso(letter.failedAt),
        failed: formatDateTime(letter.failedAt, zone),
        reason: reasonInWords(letter.reason),
        retryBlocker: notAgain === null ? null : RETRY_BLOCKED[notAgain],
      })),
    });
  },
  POST: async (ctx) => {
    const { deps, config } = ctx.state.services;
    const fields = isSameOrigin(ctx.req, config.baseUrl)
      ? await readFields(ctx.req)
      : refuse("cross_site");
    const outcome: Outcome<keyof typeof DONE> = fields.ok
      ? await act(deps, {
        actor: ctx.state.staff ?? null,
        id: fields.value.get("id") ?? "",
        what: fields.value.get("do") ?? "",
      })
      : fields;
    return ctx.redirect(
      outcome.ok
        ? `/admin/messages?done=${outcome.value}`
        : refusedAt("/admin/messages", outcome.code),
      303,
    );
  },
});

const DONE = {
  sent: "The message is being sent. If it fails again, it will reappear here.",
  skipped: "Nothing was sent. The reason is next to the message.",
  dismissed: "The message was dismissed.",
} as const;

async function act(
  deps: Deps,
  { actor, id, what }: {
    readonly actor: Actor | null;
    readonly id: string;
    readonly what: string;
  },
): Promise<Outcome<keyof typeof DONE>> {
  // Accepts only ids in our own format.
  if (!/^[\w-]{1,64}$/.test(id)) return refuse("not_found");
  if (what === "dismiss") {
    const dismissed = await dismissDeadLetter(deps, { actor, id });
    return dismissed.ok ? { ok: true, value: "dismissed" } : dismissed;
  }
  if (what !== "retry") return refuse("invalid_input");
  const retried = await retryDeadLetter(deps, { actor, id });
  if (!retried.ok) return retried;
  return { ok: true, value: retried.value === null ? "sent" : "skipped" };
}

export default define.page<typeof handler>(({ data }) => (
  <>
    {data.refused && <Notice tone="error">{data.refused}</Notice>}
    {data.done && <Notice tone="success">{data.done}</Notice>}
    <PageHeading lede="Emails and texts that could not be sent after several hours of retries, or because the provider rejected them. Everything else has been sent.">
      Messages
    </PageHeading>
    <DeadLetters letters={data.letters} />
  </>
));
