import type { Signal } from "@preact/signals";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import type { Party } from "@/lib/domain/call/presence.ts";
import { ChatHeard } from "./ChatHeard.tsx";
import { usePageChat } from "./PageChat.tsx";
import { ChatLine } from "./ChatLine.tsx";

export interface WaitingChatProps {
  readonly callPage: CallPage;
  readonly viewer: Party;
  /** First name of the other person. */
  readonly otherName: string;
  readonly open: boolean;
  /** Set to how many messages wait to be read. */
  readonly unread: Signal<number>;
}

/** The messages in a waiting room; its code is loaded late. */
export default function WaitingChat(
  { callPage, viewer, otherName, open, unread }: WaitingChatProps,
) {
  const chat = usePageChat({ callPage, viewer, otherName, unread });
  return open
    ? (
      <ChatLine
        callPage={callPage}
        chat={chat}
        viewer={viewer}
        otherName={otherName}
        place="waiting"
      />
    )
    : <ChatHeard chat={chat} otherName={otherName} />;
}
