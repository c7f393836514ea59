import { Icon } from "@/components/ui/Icon.tsx";
import type { Chat } from "@/lib/client/chat/chat.ts";
import type { Party } from "@/lib/domain/call/presence.ts";
import { chat as words } from "@/words/exchange/chat.ts";

/** The newest unread message in one line over the video, which opens the messages. `ChatHeard` announces it, so this does not. */
export function ChatNotice({ chat, viewer, otherName, onOpen }: {
  readonly chat: Pick<Chat, "entries" | "unread">;
  readonly viewer: Party;
  /** First name of the other person. */
  readonly otherName: string;
  readonly onOpen: () => void;
}) {
  if (chat.unread.value === 0) return null;
  const newest = chat.entries.value.findLast(({ from }) => from !== viewer);
  if (newest === undefined) return null;
  const [line = ""] = newest.text.split("\n", 1);
  return (
    <button
      type="button"
      class="chat-notice"
      onClick={onOpen}
      data-testid="chat-notice"
    >
      <Icon name="message" />
      <span class="chat-notice__line">
        <b>{otherName}</b> <span dir="auto">{line}</span>
      </span>
      <span class="visually-hidden">{words.open}</span>
    </button>
  );
}
