import { expect } from "expect";
import { signal } from "@preact/signals";
import { type Chat, openChat } from "@/lib/client/chat/chat.ts";
import { type Unsent, unsentMemory } from "@/lib/client/chat/unsent_memory.ts";
import { seenNumber } from "@/lib/client/chat/seen_number.ts";
import type { ChatApi } from "@/lib/client/chat/chat_api.ts";
import type { Answer, ConsultationApi } from "@/lib/client/page/api.ts";
import type { Party } from "@/lib/domain/call/presence.ts";
import { iso, SECOND } from "@/lib/domain/basic/instant.ts";
import type { ChatMessageAnswer, MessagesAnswer } from "@/lib/wire/wire.ts";
import { aSnapshot, T0 } from "@/tests/_support/a_snapshot.ts";
import {
  failure,
  fakePage,
  fakeTime,
  settle,
} from "@/tests/client/_support.ts";

const said = (
  number: number,
  from: Party,
  text: string,
  key?: string,
): ChatMessageAnswer => ({
  number,
  from,
  text,
  sentAt: iso(T0),
  ...(key === undefined ? {} : { key }),
});

/** An API that answers the requests of messages. */
function asking(chat: ChatApi): Pick<ConsultationApi, "ask"> {
  const answers: Record<string, (more: ChatRequest) => Promise<unknown>> = {
    "GET /api/video/consultation/:id/messages": ({ query }) =>
      chat.messages(Number(query!.after)),
    "POST /api/video/consultation/:id/messages": ({ body }) =>
      chat.sendMessage(body!.text!, body!.key!),
    "POST /api/video/consultation/:id/messages/read": ({ body }) =>
      chat.readMessages(body!.number!),
  };
  return {
    ask: (name, more = {}) => answers[name]!(more as never) as never,
  };
}

interface ChatRequest {
  readonly query?: { readonly after: string };
  readonly body?: {
    readonly text?: string;
    readonly key?: string;
    readonly number?: number;
  };
}

/** The server side of one client's chat, which the test can make fail. */
function aChat(
  {
    before = [] as ChatMessageAnswer[],
    seen = 0,
    kept = { draft: "", messages: [] } as Unsent,
    party = "client" as Party,
  } = {},
) {
  const stored = [...before];
  const counted = (messages = stored.length) =>
    aSnapshot({ exchange: { messages, stills: 0, lookSheet: 0 } });
  const snapshot = signal(counted());
  const time = fakeTime();
  const page = fakePage();
  const unsent = { now: kept };
  const asked: number[] = [];
  const saved: number[] = [];
  const server = {
    /** How the next requests are answered, instead of as usual. */
    reads: [] as Answer<MessagesAnswer>[],
    writes: [] as (Answer<ChatMessageAnswer> | "lost")[],
    /** How far it is told that the messages are read, and its answers. */
    read: [] as number[],
    marks: [] as Answer<null>[],
  };
  let keys = 0;
  const chat = openChat({
    api: asking({
      messages(after) {
        asked.push(after);
        const messages = stored.filter(({ number }) => number > after);
        return Promise.resolve(
          server.reads.shift() ?? { ok: true, value: { messages } },
        );
      },
      readMessages(number) {
        server.read.push(number);
        return Promise.resolve(
          server.marks.shift() ?? { ok: true, value: null },
        );
      },
      sendMessage(text, key) {
        const other = server.writes.shift();
        if (other !== undefined && other !== "lost") {
          return Promise.resolve(other);
        }
        let value = stored.find((one) => one.key === key);
        if (!value) {
          value = said(stored.length + 1, party, text, key);
          stored.push(value);
        }
        return Promise.resolve(
          other === "lost" ? failure("timeout") : { ok: true, value },
        );
      },
    }),
    party,
    snapshot,
    page,
    timers: time,
    unsent: {
      load: () => unsent.now,
      save: (now) => void (unsent.now = now),
    },
    seen: { load: () => seen, save: (number) => void saved.push(number) },
    newKey: () => `key-number-${++keys}`,
  });
  return {
    chat,
    page,
    unsent,
    stored,
    snapshot,
    server,
    time,
    asked,
    saved,
    /** The other person writes, and the count arrives. */
    async hears(text: string) {
      const other = party === "client" ? "artist" : "client";
      stored.push(said(stored.length + 1, other, text));
      snapshot.value = counted();
      await settle();
    },
    async counts() {
      snapshot.value = counted();
      await settle();
    },
  };
}

const shown = ({ entries }: Chat) =>
  entries.value.map(({ from, text, state }) => `${from} ${state}: ${text}`);

Deno.test("a page that is reloaded shows all messages, in order, and asks for nothing while there are none", async () => {
  const before = [said(1, "client", "Hello", "k1"), said(2, "artist", "Hi")];
  const all = aChat({ before });
  all.chat.follow();
  await settle();
  expect(shown(all.chat)).toEqual(["client sent: Hello", "artist sent: Hi"]);
  expect(all.asked).toEqual([0]);
  const none = aChat();
  none.chat.follow();
  await settle();
  expect(none.asked).toEqual([]);
});

Deno.test("a snapshot that counts more brings what is new, and nothing twice", async () => {
  const { chat, hears, asked, counts } = aChat();
  chat.follow();
  await hears("One");
  await hears("Two");
  await counts();
  expect(shown(chat)).toEqual(["artist sent: One", "artist sent: Two"]);
  expect(asked).toEqual([0, 1]);
});

Deno.test("a message is shown at once, and is the same entry when the server has it", async () => {
  const { chat, counts } = aChat();
  chat.follow();
  chat.send("  I am late  ");
  const [first] = chat.entries.value;
  expect(first).toMatchObject({ text: "I am late", state: "sending" });
  await settle();
  await counts();
  expect(chat.entries.value).toMatchObject([
    { id: first!.id, state: "sent", sentAt: iso(T0) },
  ]);
});

Deno.test("nothing is sent of spaces alone", () => {
  const { chat } = aChat();
  chat.send(" \n ");
  expect(chat.entries.value).toEqual([]);
});

Deno.test("a message that was not sent keeps its text and says why; sent again, it is one message", async () => {
  const { chat, server, stored } = aChat();
  chat.follow();
  server.writes.push(failure("sign_in_required"));
  chat.send("I am late");
  await settle();
  const [entry] = chat.entries.value;
  expect(entry).toMatchObject({
    text: "I am late",
    state: "failed",
    why: "refused: sign_in_required",
  });
  chat.retry(entry!.id);
  expect(chat.entries.value).toMatchObject([{ state: "sending", why: null }]);
  chat.retry(entry!.id);
  await settle();
  expect(shown(chat)).toEqual(["client sent: I am late"]);
  expect(stored).toHaveLength(1);
});

Deno.test("a message that the server does not take can be deleted, and is gone after a reload too; its text goes back into an empty field", async () => {
  for (const draft of ["", "And"]) {
    const { chat, server, stored, unsent, time } = aChat();
    server.writes.push(failure("chat_full"));
    chat.send("I am late");
    await settle();
    chat.draft.value = draft;
    chat.discard(chat.entries.value[0]!.id);
    expect(chat.entries.value).toEqual([]);
    expect(chat.draft.value).toBe(draft || "I am late");
    expect(unsent.now).toEqual({ draft: draft || "I am late", messages: [] });
    await time.pass(60 * SECOND);
    expect(stored).toEqual([]);
  }
});

Deno.test("a message that may have arrived, or arrives later, is not deleted", async () => {
  const { chat, server } = aChat();
  server.writes.push("lost");
  chat.send("I am late");
  chat.discard(chat.entries.value[0]!.id);
  await settle();
  expect(shown(chat)).toEqual(["client waiting: I am late"]);
  chat.discard(chat.entries.value[0]!.id);
  expect(shown(chat)).toEqual(["client waiting: I am late"]);
  expect(chat.draft.value).toBe("");
});

Deno.test("after a lost answer the message is found among those that the server has, or sent again as the same one", async () => {
  for (const way of ["found", "again"]) {
    const { chat, server, stored, counts } = aChat();
    chat.follow();
    server.writes.push("lost");
    chat.send("I am late");
    await settle();
    expect(shown(chat)).toEqual(["client waiting: I am late"]);
    if (way === "found") await counts();
    else chat.retry(chat.entries.value[0]!.id);
    await settle();
    expect([way, shown(chat)]).toEqual([way, ["client sent: I am late"]]);
    expect(stored).toHaveLength(1);
  }
});

Deno.test("messages that are sent quickly keep their order, also after one that is refused", async () => {
  const { chat, server, stored } = aChat();
  server.writes.push(failure("sign_in_required"));
  for (const text of ["1", "2", "3"]) chat.send(text);
  await settle();
  expect(stored.map(({ text }) => text)).toEqual(["2", "3"]);
  expect(shown(chat)).toEqual([
    "client sent: 2",
    "client sent: 3",
    "client failed: 1",
  ]);
});

Deno.test("without a line messages wait, and go by themselves in their order once the server answers", async () => {
  const { chat, server, stored, time } = aChat();
  server.writes.push(failure("offline"), "lost", failure("store_unavailable"));
  for (const text of ["1", "2", "3"]) chat.send(text);
  await settle();
  expect(shown(chat)).toEqual([
    "client waiting: 1",
    "client sending: 2",
    "client sending: 3",
  ]);
  chat.send("4");
  await time.pass(60 * SECOND);
  expect(stored.map(({ text }) => text)).toEqual(["1", "2", "3", "4"]);
  expect(chat.entries.value.map(({ state }) => state))
    .toEqual(["sent", "sent", "sent", "sent"]);
  expect(time.pending()).toBe(0);
});

Deno.test("a message that waits goes at once when the browser is online or seen again, or its person asks", async () => {
  for (const again of ["online", "visible", "retry"] as const) {
    const { chat, server, page } = aChat();
    server.writes.push(failure("offline"));
    chat.send("I am late");
    await settle();
    if (again === "retry") chat.retry(chat.entries.value[0]!.id);
    else page.fire(again);
    await settle();
    expect([again, shown(chat)]).toEqual([again, ["client sent: I am late"]]);
  }
});

Deno.test("a server that asks for a pause gets it", async () => {
  const { chat, server, time } = aChat();
  server.writes.push({ ...failure("rate_limited"), retryAfterMs: 30 * SECOND });
  chat.send("I am late");
  await time.pass(29 * SECOND);
  expect(shown(chat)).toEqual(["client waiting: I am late"]);
  await time.pass(2 * SECOND);
  expect(shown(chat)).toEqual(["client sent: I am late"]);
});

Deno.test("what was not sent, and what is typed, outlives a reload, and is one message each", async () => {
  const first = aChat();
  first.server.writes.push("lost");
  first.chat.send("1");
  first.chat.send("2");
  first.chat.draft.value = "And";
  await settle();
  const { now: kept } = first.unsent;
  expect(kept).toEqual({
    draft: "And",
    messages: [
      { id: "key-number-1", text: "1" },
      { id: "key-number-2", text: "2" },
    ],
  });
  const { chat, stored, unsent } = aChat({ before: first.stored, kept });
  chat.follow();
  expect(chat.draft.value).toBe("And");
  await settle();
  expect(shown(chat)).toEqual(["client sent: 1", "client sent: 2"]);
  expect(stored).toHaveLength(2);
  expect(unsent.now).toEqual({ draft: "And", messages: [] });
});

Deno.test("what was not sent when the consultation is over is only shown, and kept no longer", async () => {
  const { chat, server, snapshot, unsent, stored, time } = aChat();
  server.writes.push(failure("offline"));
  chat.send("I am late");
  chat.draft.value = "And";
  await settle();
  expect(unsent.now.messages).toHaveLength(1);
  expect(chat.left.value).toEqual([]);
  snapshot.value = aSnapshot({ state: "ended" });
  await time.pass(60 * SECOND);
  expect(unsent.now).toEqual({ draft: "", messages: [] });
  expect(stored).toEqual([]);
  expect(time.pending()).toBe(0);
  expect(chat.left.value).toEqual(["I am late", "And"]);
});

Deno.test("a message whose answer comes after the end counts as not sent only if it is refused, and one behind it does at once", async () => {
  for (const [code, left] of [[null, []], ["offline", ["1"]]] as const) {
    const { chat, server, snapshot, time } = aChat();
    if (code) server.writes.push(failure(code));
    chat.send("1");
    chat.send("2");
    snapshot.value = aSnapshot({ state: "ended" });
    expect([code, chat.left.value]).toEqual([code, ["2"]]);
    await settle();
    expect([code, chat.left.value]).toEqual([code, [...left, "2"]]);
    expect(time.pending()).toBe(0);
  }
});

Deno.test("a message that arrived without an answer is found after the end", async () => {
  const { chat, server, snapshot, counts } = aChat();
  chat.follow();
  server.writes.push("lost");
  chat.send("I am late");
  await settle();
  await counts();
  snapshot.value = { ...snapshot.value, state: "ended" };
  await settle();
  expect(chat.left.value).toEqual([]);
});

Deno.test("a gap before an own message is filled: the other person wrote at the same moment", async () => {
  const { chat, stored, counts } = aChat();
  chat.follow();
  stored.push(said(1, "artist", "Are you there?"));
  chat.send("I am late");
  await settle();
  expect(shown(chat)).toEqual(["client sent: I am late"]);
  await counts();
  expect(shown(chat))
    .toEqual(["artist sent: Are you there?", "client sent: I am late"]);
});

Deno.test("a request that failed is made again a little later, and not when nobody follows any more", async () => {
  const { chat, server, hears, asked, time } = aChat();
  const stop = chat.follow();
  server.reads.push(failure("offline"));
  await hears("One");
  expect(shown(chat)).toEqual([]);
  await time.pass(3 * SECOND);
  expect(shown(chat)).toEqual(["artist sent: One"]);
  server.reads.push(failure("offline"));
  await hears("Two");
  stop();
  await time.pass(60 * SECOND);
  expect(asked).toEqual([0, 0, 1]);
  expect(time.pending()).toBe(0);
});

Deno.test("a count to which the server has no messages does not become a flood of requests", async () => {
  const { chat, snapshot, asked, time } = aChat();
  chat.follow();
  snapshot.value = aSnapshot({
    exchange: { messages: 5, stills: 0, lookSheet: 0 },
  });
  await time.pass(30 * SECOND);
  expect(asked.length).toBeLessThanOrEqual(11);
});

Deno.test("views that follow one after the other, or at once, ask once", async () => {
  const { chat, hears, asked } = aChat();
  const waiting = chat.follow();
  const call = chat.follow();
  waiting();
  waiting();
  await hears("One");
  expect(asked).toEqual([0]);
  call();
  await hears("Two");
  expect(asked).toEqual([0]);
  chat.follow();
  await settle();
  expect(shown(chat)).toEqual(["artist sent: One", "artist sent: Two"]);
});

Deno.test("only the other person's messages count as unread, until they are on the screen; a reload remembers", async () => {
  const before = [said(1, "artist", "Old"), said(2, "artist", "Newer")];
  const { chat, hears, saved } = aChat({ before, seen: 1 });
  chat.follow();
  await settle();
  expect(chat.unread.value).toBe(1);
  chat.send("Hello");
  await settle();
  expect(chat.unread.value).toBe(1);
  chat.read();
  expect([chat.unread.value, saved]).toEqual([0, [3]]);
  await hears("Are you there?");
  expect(chat.unread.value).toBe(1);
  chat.read();
  chat.read();
  expect(saved).toEqual([3, 4]);
});

Deno.test("what was written before the page was opened is not announced, and own messages never are", async () => {
  const { chat, hears } = aChat({ before: [said(1, "artist", "Old")] });
  chat.follow();
  await settle();
  chat.send("Hello");
  await settle();
  expect(chat.incoming.value).toBeNull();
  await hears("New");
  expect(chat.incoming.value?.text).toBe("New");
});

Deno.test("a browser that refuses its storage forgets what was read, and nothing else", () => {
  const about = { consultationId: "a", party: "client" } as const;
  const refusing = seenNumber(about, () => {
    throw new DOMException("", "SecurityError");
  });
  refusing.save(4);
  expect(refusing.load()).toBe(0);
  const kept = new Map<string, string>();
  const storage = () => ({
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
  seenNumber(about, storage).save(4);
  expect(seenNumber(about, storage).load()).toBe(4);
  expect(seenNumber({ ...about, party: "artist" }, storage).load()).toBe(0);
});

Deno.test("what was not sent is kept for its person's consultation alone, and nothing is kept of nothing", () => {
  const about = { consultationId: "a", party: "client" } as const;
  const nothing = { draft: "", messages: [] };
  const refusing = unsentMemory(about, () => {
    throw new DOMException("", "SecurityError");
  });
  refusing.save({ draft: "Hello", messages: [] });
  expect(refusing.load()).toEqual(nothing);
  const kept = new Map<string, string>();
  const storage = () => ({
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
  const some = { draft: "Hello", messages: [{ id: "k1", text: "1" }] };
  const memory = unsentMemory(about, storage);
  memory.save(some);
  expect(memory.load()).toEqual(some);
  const artist = { ...about, party: "artist" } as const;
  expect(unsentMemory(artist, storage).load()).toEqual(nothing);
  memory.save(nothing);
  expect(kept.size).toBe(0);
  for (const other of ["{", "7", '{"messages":7}', '{"messages":[null]}']) {
    kept.set("visavis-chat-unsent-client-a", other);
    expect(memory.load()).toEqual(nothing);
  }
});

Deno.test("the server learns how far the artist has read, once, and again with the next look if that failed; of a client nobody counts it", async () => {
  const before = [said(1, "client", "I am late")];
  const { chat, hears, server } = aChat({ before, party: "artist" });
  chat.follow();
  await settle();
  expect(server.read).toEqual([]);
  server.marks.push(failure("offline"));
  chat.read();
  await settle();
  chat.read();
  await settle();
  chat.read();
  expect(server.read).toEqual([1, 1]);
  chat.send("No problem");
  await settle();
  chat.read();
  expect(server.read).toEqual([1, 1]);
  await hears("Nearly there");
  expect(server.read).toEqual([1, 1]);
  chat.read();
  expect(server.read).toEqual([1, 1, 3]);

  const client = aChat({ before: [said(1, "artist", "Hello")] });
  client.chat.follow();
  await settle();
  client.chat.read();
  expect(client.server.read).toEqual([]);
});
