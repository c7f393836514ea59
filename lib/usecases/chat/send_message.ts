import { RATE_LIMITS } from "@/lib/domain/basic/rate_limits.ts";
import type { Instant } from "@/lib/domain/basic/instant.ts";
import {
  ok,
  type Outcome,
  type Refusal,
  refuse,
} from "@/lib/domain/basic/refusal.ts";
import { CHAT_LIMITS } from "@/lib/domain/chat/chat_limits.ts";
import { type ChatMessage, chatText } from "@/lib/domain/chat/chat_message.ts";
import { writingRefusal } from "@/lib/domain/chat/chat_rules.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import {
  authorise,
  type RequestContext,
} from "@/lib/usecases/shared/authorise.ts";

/** More attempts than changes of a record that meet one message. */
const TRIES = 8;

/**
 * Writes a message to the other person. Sent again with the same key, it is the
 * message that was written: an answer may be lost on its way.
 */
export async function sendMessage(
  deps: Deps,
  { actor, id, text: typed, key }: RequestContext & {
    readonly text: string;
    readonly key: string;
  },
): Promise<Outcome<ChatMessage>> {
  const seen = await authorise(deps, { actor, action: "write_message", id });
  if (!seen.ok) return seen;
  const text = chatText(typed);
  if (text === null) return refuse("invalid_input", { fields: TEXT });
  const { party: from, reread } = seen.value;
  let { stored } = seen.value;
  const { joinPolicy } = deps;
  const closed = (now: Instant) =>
    writingRefusal(stored.value, { now, joinPolicy });
  const refused = closed(deps.clock.now()) ??
    await countOne(deps, `${id} ${from}`);
  if (refused) return refused;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const sentAt = deps.clock.now();
    const refusal = closed(sentAt);
    if (refusal) return refusal;
    const appended = await deps.chat.append(stored, {
      from,
      text,
      sentAt,
      key,
    });
    if (appended.kind === "sent") return ok(appended.message);
    if (appended.kind === "full") return refuse("chat_full");
    const again = await reread();
    if (!again.ok) return again;
    stored = again.value;
  }
  return refuse("conflict");
}

async function countOne(
  { rateLimits }: Pick<Deps, "rateLimits">,
  who: string,
): Promise<Refusal | null> {
  const wait = await rateLimits.take(RATE_LIMITS.chatMessages, who);
  return wait > 0 ? refuse("rate_limited", { retryAfterSeconds: wait }) : null;
}

const TEXT = {
  text: `text must be 1 to ${CHAT_LIMITS.text} characters of plain text.`,
};
