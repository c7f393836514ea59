import { iso } from "@/lib/domain/basic/instant.ts";
import type { ChatMessage } from "@/lib/domain/chat/chat_message.ts";
import type { Party } from "@/lib/domain/call/presence.ts";
import { api } from "@/lib/http/api.ts";
import { consultationRoute } from "@/lib/http/consultation_api.ts";
import { mapped } from "@/lib/http/refusal.ts";
import { readMessages } from "@/lib/usecases/chat/read_messages.ts";
import { sendMessage } from "@/lib/usecases/chat/send_message.ts";

/**
 * `GET ?after=N`: the messages after number N. `POST {text, key}`: writes one;
 * may be repeated.
 */
export const handler = api(
  consultationRoute(
    "GET /api/video/consultation/:id/messages",
    async ({ ctx, deps, actor, id }) => {
      const after = numberIn(ctx.url.searchParams.get("after"));
      const read = await readMessages(deps, { actor, id, after });
      return mapped(read, ({ party, messages }) => ({
        messages: messages.map((message) => viewOf(message, party)),
      }));
    },
  ),
  consultationRoute(
    "POST /api/video/consultation/:id/messages",
    async ({ deps, actor, id, body }) => {
      const sent = await sendMessage(deps, { actor, id, ...body });
      return mapped(sent, (message) => viewOf(message, message.from));
    },
  ),
);

/** Anything else asks for all of them: a page that is shown too much is still right. */
function numberIn(text: string | null): number {
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : 0;
}

/** A message's key is its sender's only. */
function viewOf(
  { number, from, text, sentAt, key }: ChatMessage,
  viewer: Party | null,
) {
  const own = from === viewer ? { key } : {};
  return { number, from, text, sentAt: iso(sentAt), ...own };
}
