/** The messages, drawn from plain values: what is said of each, and that markup stays text. */
import { expect } from "expect";
import { signal } from "@preact/signals";
import { renderToString } from "preact-render-to-string";
import { ChatComposer } from "@/components/chat/ChatComposer.tsx";
import { ChatLine } from "@/components/chat/ChatLine.tsx";
import { ChatLog } from "@/components/chat/ChatLog.tsx";
import { CallChatButton } from "@/components/chat/CallChatButton.tsx";
import { ChatNotice } from "@/components/chat/ChatNotice.tsx";
import { KeptMessages } from "@/components/chat/KeptMessages.tsx";
import type { Chat, ChatEntry } from "@/lib/client/chat/chat.ts";
import { iso } from "@/lib/domain/basic/instant.ts";
import {
  DEFAULT_MEDIA_PREFERENCES,
  type MediaPreferences,
} from "@/lib/domain/call/presence.ts";
import { aSnapshot, T0 } from "@/tests/_support/a_snapshot.ts";
import { fakePage } from "@/tests/client/_support.ts";

const MARKUP = "<img src=x onerror=alert(1)>";
const AS_TEXT = "&lt;img src=x onerror=alert(1)>";

function anEntry(change: Partial<ChatEntry> = {}): ChatEntry {
  return {
    id: "key-of-an-entry",
    from: "artist",
    text: "Hello",
    sentAt: iso(T0),
    state: "sent",
    why: null,
    ...change,
  };
}

function aChat(entries: readonly ChatEntry[], unread = 0): Chat {
  return {
    entries: signal(entries),
    unread: signal(unread),
    incoming: signal(null),
    draft: signal(""),
    left: signal([]),
    send() {},
    retry() {},
    discard() {},
    read() {},
    follow: () => () => {},
  };
}

function log(...entries: readonly ChatEntry[]): string {
  return renderToString(
    <ChatLog
      log={{ current: null }}
      chat={aChat(entries)}
      viewer="client"
      otherName="Inès"
      now={T0}
      zone="Europe/Berlin"
    />,
  );
}

Deno.test("a message has its sender and its time; one of another day has the day too", () => {
  const html = log(anEntry(), anEntry({ from: "client", id: "2" }));
  expect(html).toContain("Inès");
  expect(html).toContain("You");
  expect(html).toContain(">18:00<");
  expect(log(anEntry({ sentAt: iso(T0 - 86_400_000) })))
    .toContain("Saturday 21 November 2026, 18:00");
});

Deno.test("markup in a message is text, in the line and afterwards", () => {
  expect(log(anEntry({ text: MARKUP }))).toContain(AS_TEXT);
  const messages = [{
    number: 1,
    name: "Mara",
    text: MARKUP,
    at: iso(T0),
    time: "18:00",
  }];
  const kept = renderToString(
    <KeptMessages title="Messages" days={[{ heading: "Sunday", messages }]} />,
  );
  expect(kept).toContain(AS_TEXT);
  expect(kept).not.toContain("<img");
});

Deno.test("a message on its way says so, and one that failed says why and can be sent again or deleted", () => {
  const own = { from: "client", sentAt: null } as const;
  expect(log(anEntry({ ...own, state: "sending" }))).toContain("Sending…");
  const failed = log(
    anEntry({ ...own, state: "failed", why: "You seem to be offline." }),
  );
  expect(failed).toContain("Not sent. You seem to be offline.");
  expect(failed).toContain("Try again");
  expect(failed).toContain(">Delete<");
  // It may have arrived.
  const waiting = log(
    anEntry({ ...own, state: "waiting", why: "You seem to be offline." }),
  );
  expect(waiting).toContain("Try again");
  expect(waiting).not.toContain("Delete");
});

Deno.test("a text that is too long can be typed, and the field says by how much; one that fits is not bothered", () => {
  const composer = (draft: string) =>
    renderToString(
      <ChatComposer
        chat={{ ...aChat([]), draft: signal(draft) }}
        otherName="Inès"
        quick={{}}
        id="x"
        focused={false}
      />,
    );
  const fits = composer(`${"x".repeat(1_000)}  `);
  expect(fits).not.toMatch(/maxlength/i);
  expect(fits).not.toContain("aria-invalid");
  const long = composer("x".repeat(1_012));
  expect(long).toContain("Too long to send by 12 characters.");
  expect(long).toContain('aria-invalid="true"');
  expect(long).toContain('aria-describedby="x-problem"');
  expect(composer("x".repeat(1_001))).toContain("by 1 character.");
});

Deno.test("the artist asks for camera and microphone with one tap, unless both are on", () => {
  const asks = (client: Partial<MediaPreferences>) =>
    renderToString(
      <ChatLine
        callPage={{
          page: fakePage(),
          zone: "Europe/Berlin",
          waiting: {
            now: signal(T0),
            snapshot: signal(aSnapshot({
              mediaPreferences: {
                artist: DEFAULT_MEDIA_PREFERENCES,
                client: { ...DEFAULT_MEDIA_PREFERENCES, ...client },
              },
            })),
          },
        }}
        chat={aChat([])}
        viewer="artist"
        otherName="Mara"
        place="waiting"
      />,
    ).includes("Please turn on your camera");
  expect(asks({})).toBe(true);
  expect(asks({ camera: "works", microphone: "denied" })).toBe(true);
  expect(asks({ camera: "off", microphone: "works" })).toBe(true);
  expect(asks({ camera: "works", microphone: "works" })).toBe(false);
  expect(asks({ camera: "works", microphone: "silent" })).toBe(false);
});

Deno.test("what is added to the line is read aloud, and the line can be reached by keyboard", () => {
  const html = log();
  expect(html).toContain('role="log"');
  expect(html).toMatch(/tabindex="0"/i);
  expect(html).toContain("Write to Inès here.");
});

Deno.test("the call's button counts what was not read, for eyes and ears", () => {
  const button = (unread: number) =>
    renderToString(
      <CallChatButton
        unread={signal(unread)}
        open={false}
        onClick={() => {}}
      />,
    );
  expect(button(0)).not.toContain("badge");
  expect(button(2)).toContain("2 new messages");
  expect(button(1)).toContain("1 new message<");
});

Deno.test("an unread message is one button over the video with its sender and first line, and no live region: it is announced elsewhere", () => {
  const notice = (unread: number) =>
    renderToString(
      <ChatNotice
        chat={aChat([
          anEntry({ text: "Old" }),
          anEntry({ id: "2", text: "Closer, please.\nThank you!" }),
          anEntry({ id: "3", from: "client", text: "One moment" }),
        ], unread)}
        viewer="client"
        otherName="Inès"
        onOpen={() => {}}
      />,
    );
  expect(notice(0)).toBe("");
  const html = notice(1);
  expect(html).toMatch(/^<button/);
  expect(html).toContain("Inès");
  expect(html).toContain("Closer, please.<");
  expect(html).not.toContain("One moment");
  expect(html).not.toMatch(/role=|aria-live/);
});

Deno.test("without messages the summary has no heading for them", () => {
  expect(renderToString(<KeptMessages title="Messages" days={[]} />)).toBe("");
});
