import { type Signal, useSignalEffect } from "@preact/signals";
import { useLeftover } from "@/components/waiting/over/UnfinishedPage.tsx";
import type { Chat } from "@/lib/client/chat/chat.ts";
import { type ChatOwner, useChat } from "@/lib/client/chat/chat_hook.ts";
import type { Party } from "@/lib/domain/call/presence.ts";
import { UnsentMessages } from "./UnsentMessages.tsx";

export interface PageChatOptions {
  readonly callPage: ChatOwner;
  readonly viewer: Party;
  /** First name of the other person. */
  readonly otherName: string;
  /** Set to how many messages wait to be read. */
  readonly unread: Signal<number>;
}

/** The messages of a place of the page; what was not sent is left for the page of the end. */
export function usePageChat(
  { callPage, viewer, otherName, unread }: PageChatOptions,
): Chat {
  const chat = useChat(callPage, viewer);
  useLeftover(
    callPage,
    "messages",
    () => (
      <UnsentMessages
        callPage={callPage}
        viewer={viewer}
        otherName={otherName}
      />
    ),
  );
  useSignalEffect(() => {
    unread.value = chat.unread.value;
  });
  return chat;
}
