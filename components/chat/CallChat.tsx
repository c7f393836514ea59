import type { Signal } from "@preact/signals";
import { Button } from "@/components/ui/Button.tsx";
import { useStageSheet } from "@/lib/client/call/stage/sheet_hook.ts";
import type { ChatOwner } from "@/lib/client/chat/chat_hook.ts";
import type { Party } from "@/lib/domain/call/presence.ts";
import { chat as words } from "@/words/exchange/chat.ts";
import { chatFold } from "@/words/exchange/chat_fold.ts";
import { ChatHeard } from "./ChatHeard.tsx";
import { usePageChat } from "./PageChat.tsx";
import {
  ChatLine,
  type ChatLinePage,
  type ChatLineProps,
} from "./ChatLine.tsx";
import { ChatNotice } from "./ChatNotice.tsx";

export interface CallChatProps {
  readonly callPage: ChatLinePage & ChatOwner;
  readonly viewer: Party;
  /** First name of the other person. */
  readonly otherName: string;
  readonly open: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
  /** Set to how many messages wait to be read. */
  readonly unread: Signal<number>;
}

/** The messages of a call: a line about the newest one, or the sheet over the lower part of the video. */
export function CallChat(
  { open, onOpen, onClose, unread, ...props }: CallChatProps,
) {
  const { callPage, viewer, otherName } = props;
  const chat = usePageChat({ callPage, viewer, otherName, unread });
  return open ? <OpenChat {...props} chat={chat} onClose={onClose} /> : (
    <>
      <ChatHeard chat={chat} otherName={otherName} />
      <ChatNotice
        chat={chat}
        viewer={viewer}
        otherName={otherName}
        onOpen={onOpen}
      />
    </>
  );
}

/** No dialog: the face, the controls and above all End stay in reach while two people write. */
function OpenChat(
  { onClose, ...props }: Omit<ChatLineProps, "place"> & {
    readonly onClose: () => void;
  },
) {
  const sheet = useStageSheet({ button: ".call-button--chat", onClose });
  return (
    <section
      class="chat-sheet"
      aria-labelledby="chat-title"
      data-closable
      data-testid="chat-sheet"
      onKeyDown={sheet.onKeyDown}
    >
      <div class="chat-sheet__top">
        <h2 id="chat-title" ref={sheet.heading} tabIndex={-1}>
          {chatFold.title({ name: props.otherName })}
        </h2>
        <Button
          type="button"
          size="small"
          onClick={sheet.close}
          data-testid="chat-close"
        >
          {words.close}
        </Button>
      </div>
      <ChatLine {...props} place="call" />
    </section>
  );
}
