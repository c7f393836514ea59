import { useRef } from "preact/hooks";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import type { Chat } from "@/lib/client/chat/chat.ts";
import { useReading } from "@/lib/client/chat/chat_hook.ts";
import type { MediaPreferences, Party } from "@/lib/domain/call/presence.ts";
import { chat as words } from "@/words/exchange/chat.ts";
import { ChatComposer } from "./ChatComposer.tsx";
import { ChatLog } from "./ChatLog.tsx";

/** The parts of the page that its messages need. */
export type ChatLinePage = Pick<CallPage, "page" | "zone"> & {
  readonly waiting: Pick<CallPage["waiting"], "now" | "snapshot">;
};

export interface ChatLineProps {
  readonly callPage: ChatLinePage;
  readonly chat: Chat;
  readonly viewer: Party;
  /** First name of the other person. */
  readonly otherName: string;
  readonly place: "waiting" | "call";
}

/** The messages and what writes them; while it is on the screen they are read. */
export function ChatLine(
  { callPage, chat, viewer, otherName, place }: ChatLineProps,
) {
  const log = useRef<HTMLDivElement>(null);
  useReading(chat, { page: callPage.page, log });
  return (
    <div class="chat">
      <ChatLog
        log={log}
        chat={chat}
        viewer={viewer}
        otherName={otherName}
        // Not each second: only the day matters.
        now={callPage.waiting.now.peek()}
        zone={callPage.zone}
      />
      <ChatComposer
        chat={chat}
        otherName={otherName}
        quick={quickMessages({ callPage, viewer, place })}
        id={`chat-${place}`}
        focused={place === "call"}
      />
    </div>
  );
}

function quickMessages(
  { callPage, viewer, place }: Pick<
    ChatLineProps,
    "callPage" | "viewer" | "place"
  >,
): Readonly<Record<string, string>> {
  if (place === "call") return words.call;
  if (viewer === "client") return words.waiting.client;
  const { camera, ...others } = words.waiting.artist;
  const { mediaPreferences } = callPage.waiting.snapshot.value;
  return areOn(mediaPreferences.client) ? others : { ...others, camera };
}

/** A microphone from which nothing was heard yet is on as well. */
function areOn({ camera, microphone }: MediaPreferences): boolean {
  return camera === "works" &&
    (microphone === "works" || microphone === "silent");
}
