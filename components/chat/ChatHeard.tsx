import type { Chat } from "@/lib/client/chat/chat.ts";
import { chat as words } from "@/words/exchange/chat.ts";

/** Reads the newest message aloud while the messages are not on the screen. */
export function ChatHeard({ chat, otherName }: {
  readonly chat: Pick<Chat, "incoming" | "unread">;
  /** First name of the other person. */
  readonly otherName: string;
}) {
  const message = chat.unread.value > 0 ? chat.incoming.value : null;
  return (
    <p class="visually-hidden" role="status">
      {/* The same text again is news: it needs an element of its own. */}
      {message && (
        <span key={message.number}>
          {words.incoming({ name: otherName, text: message.text })}
        </span>
      )}
    </p>
  );
}
