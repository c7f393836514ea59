import { useSignalEffect } from "@preact/signals";
import type { RefObject } from "preact";
import { Button } from "@/components/ui/Button.tsx";
import { cx } from "@/components/ui/cx.ts";
import { Time } from "@/components/ui/Time.tsx";
import type { Instant } from "@/lib/domain/basic/instant.ts";
import { formatDay, formatTime } from "@/lib/time/format.ts";
import type { Chat, ChatEntry } from "@/lib/client/chat/chat.ts";
import type { Party } from "@/lib/domain/call/presence.ts";
import { chat as words } from "@/words/exchange/chat.ts";
import { chatFold } from "@/words/exchange/chat_fold.ts";

export interface ChatLogProps {
  /** Filled with the element that scrolls. */
  readonly log: RefObject<HTMLDivElement>;
  readonly chat: Chat;
  readonly viewer: Party;
  /** First name of the other person. */
  readonly otherName: string;
  /** The server's time. */
  readonly now: Instant;
  /** IANA name of the zone in which this person reads times. */
  readonly zone: string;
}

/** What both have written, newest last; screen readers hear what is added. */
export function ChatLog(props: ChatLogProps) {
  const { log, chat, otherName } = props;
  useSignalEffect(() => {
    chat.entries.value;
    // After the new entry is in the page.
    queueMicrotask(() => {
      // In a call with large text, all of the sheet scrolls.
      const sheet = log.current?.closest(".chat-sheet");
      for (const one of [log.current, sheet]) one?.scrollTo({ top: 1e9 });
    });
  });
  const entries = chat.entries.value;
  return (
    <div
      ref={log}
      class="chat__log"
      role="log"
      aria-label={chatFold.title({ name: otherName })}
      // It scrolls, so the keyboard must reach it.
      tabIndex={0}
      data-testid="chat-log"
    >
      {entries.length === 0
        ? <p class="soft">{words.empty({ name: otherName })}</p>
        : null}
      {entries.map((entry) => (
        <Message
          key={entry.id}
          {...props}
          entry={entry}
          onDiscard={() => {
            chat.discard(entry.id);
            // Its button is gone with it.
            log.current?.focus({ preventScroll: true });
          }}
        />
      ))}
    </div>
  );
}

function Message(
  { entry, chat, viewer, otherName, now, zone, onDiscard }:
    & Omit<ChatLogProps, "log">
    & {
      readonly entry: ChatEntry;
      readonly onDiscard: () => void;
    },
) {
  const own = entry.from === viewer;
  return (
    <div
      class={cx("chat__message", own && "chat__message--own")}
      data-state={entry.state}
    >
      <p class="chat__about">
        <span>{own ? words.own : otherName}</span> {entry.sentAt === null
          ? entry.state === "sending" && <span>{words.sending}</span>
          : <Time at={entry.sentAt}>{timeOf(entry.sentAt, { now, zone })}
          </Time>}
      </p>
      <p class="chat__text" dir="auto">{entry.text}</p>
      {entry.why !== null && (
        <p class="chat__failed">
          <span>
            {entry.state === "waiting" ? words.notYet : words.failed}{" "}
            {entry.why}
          </span>
          <Button
            type="button"
            size="small"
            onClick={() => chat.retry(entry.id)}
            data-testid="chat-retry"
          >
            {words.retry}
          </Button>
          {entry.state === "failed" && (
            <Button
              type="button"
              size="small"
              onClick={onDiscard}
              data-testid="chat-discard"
            >
              {words.discard}
            </Button>
          )}
        </p>
      )}
    </div>
  );
}

/** The time alone for today's. */
function timeOf(
  sentAt: string,
  { now, zone }: Pick<ChatLogProps, "now" | "zone">,
): string {
  const at = Date.parse(sentAt);
  const day = formatDay(at, zone);
  const time = formatTime(at, zone);
  return day === formatDay(now, zone) ? time : `${day}, ${time}`;
}
