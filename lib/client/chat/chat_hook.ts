import { effect, untracked, useSignalEffect } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Party } from "@/lib/domain/call/presence.ts";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import {
  browserTimers,
  cleanups,
  newTabId,
} from "@/lib/client/page/browser.ts";
import { chime } from "@/lib/client/page/chime.ts";
import { type Chat, openChat } from "./chat.ts";
import { seenNumber } from "./seen_number.ts";
import { unsentMemory } from "./unsent_memory.ts";

/** The parts of a page that its messages need. */
export type ChatOwner = Pick<CallPage, "audio" | "page" | "over"> & {
  readonly api: Parameters<typeof openChat>[0]["api"];
  readonly waiting: Pick<CallPage["waiting"], "snapshot">;
};

/** One chat for each page: the call shows the one of the waiting room. */
const chats = new WeakMap<ChatOwner, Chat>();

/** The page's chat; it fetches messages while a component that uses it is mounted. */
export function useChat(callPage: ChatOwner, party: Party): Chat {
  const chat = chatOf(callPage, party);
  useEffect(() => chat.follow(), [chat]);
  const heard = useRef(chat.incoming.peek());
  useSignalEffect(() => {
    const message = chat.incoming.value;
    if (message === heard.current) return;
    heard.current = message;
    const audio = callPage.audio();
    if (audio) chime(audio);
  });
  return chat;
}

function chatOf(callPage: ChatOwner, party: Party): Chat {
  const known = chats.get(callPage);
  if (known) return known;
  const { snapshot } = callPage.waiting;
  const { id: consultationId } = snapshot.peek();
  const chat = openChat({
    api: callPage.api,
    party,
    snapshot,
    page: callPage.page,
    timers: browserTimers,
    unsent: unsentMemory({ consultationId, party }),
    seen: seenNumber({ consultationId, party }),
    newKey: newTabId,
  });
  chats.set(callPage, chat);
  return chat;
}

/** @param log shows the messages while it is mounted, unless something hides it */
export function useReading(
  chat: Chat,
  { page, log }: Pick<CallPage, "page"> & {
    readonly log: RefObject<HTMLElement>;
  },
): void {
  useEffect(() =>
    reading(chat, {
      page,
      isShown: () => log.current?.checkVisibility?.() ?? true,
    }), [chat]);
}

/** Counts the messages as read while they are shown in front of the person. Returns the undo. */
export function reading(
  chat: Pick<Chat, "entries" | "read">,
  { page, isShown }: {
    readonly page: Pick<CallPage["page"], "isVisible" | "on">;
    readonly isShown: () => boolean;
  },
): () => void {
  const stops = cleanups();
  const read = () => {
    if (page.isVisible() && isShown()) chat.read();
  };
  stops.add(effect(() => {
    void chat.entries.value;
    untracked(read);
  }));
  stops.add(page.on("visible", read));
  return stops.run;
}
