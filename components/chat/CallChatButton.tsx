import type { ReadonlySignal } from "@preact/signals";
import { CallButton } from "@/components/call/CallControls.tsx";
import { chatFold as words } from "@/words/exchange/chat_fold.ts";

/** The call's button that opens and closes the messages, with the number of unread ones. */
export function CallChatButton({ unread, open, onClick }: {
  readonly unread: ReadonlySignal<number>;
  readonly open: boolean;
  readonly onClick: () => void;
}) {
  const count = unread.value;
  return (
    <CallButton
      kind="chat"
      badge={count > 0 ? { count, words: words.unread({ count }) } : undefined}
      aria-expanded={open}
      onClick={onClick}
      data-testid="chat"
    />
  );
}
