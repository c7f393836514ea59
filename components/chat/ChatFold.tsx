import { useSignal } from "@preact/signals";
import { LatePart, useLateCode } from "@/components/frame/LatePart.tsx";
import { Button } from "@/components/ui/Button.tsx";
import { lateComponent } from "@/lib/client/page/late_component.ts";
import type { WaitingPage } from "@/lib/client/waiting/waiting_page.ts";
import { isDecided } from "@/lib/client/waiting/waiting_view.ts";
import type { Party } from "@/lib/domain/call/presence.ts";
import { chatFold as words } from "@/words/exchange/chat_fold.ts";
import type { WaitingChatProps } from "./WaitingChat.tsx";

/** Not needed before the first paint, and mostly not before the camera is on. */
const lateChat = lateComponent<WaitingChatProps>(
  async () => (await import("@/components/waiting/late_parts.ts")).WaitingChat,
);

export interface ChatFoldProps {
  readonly page: WaitingPage;
  readonly viewer: Party;
  /** First name of the other person. */
  readonly otherName: string;
}

/** The messages in a waiting room, behind one button until there are any. */
export function ChatFold({ page, viewer, otherName }: ChatFoldProps) {
  const { callPage, snapshot, devices } = page;
  const chosen = useSignal<boolean | null>(null);
  const unread = useSignal(0);
  const some = snapshot.exchange.messages > 0;
  const open = chosen.value ?? some;
  const wanted = callPage !== null && (open || some || isDecided(devices));
  useLateCode(lateChat, wanted);
  return (
    <section class="chat-fold" aria-label={words.title({ name: otherName })}>
      <Button
        type="button"
        icon="message"
        aria-expanded={open}
        onClick={() =>
          chosen.value = !open}
        disabled={callPage === null}
        data-testid="chat-open"
      >
        {open ? words.hide : words.open({ name: otherName })}
        {!open && unread.value > 0 && (
          <span class="chat-fold__unread">
            {words.unread({ count: unread.value })}
          </span>
        )}
      </Button>
      {wanted && (
        <LatePart
          late={lateChat}
          props={{ callPage, viewer, otherName, open, unread }}
        >
          {open && <p class="notice" role="status">{words.opening}</p>}
        </LatePart>
      )}
    </section>
  );
}
