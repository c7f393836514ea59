import { expect } from "expect";
import {
  OPEN_WITHIN,
  openEventStream,
} from "@/lib/client/page/event_stream.ts";
import {
  HIDDEN_POLL_EVERY,
  POLL_EVERY,
} from "@/lib/client/page/stream_polling.ts";
import { ALIVE_EVERY, SILENT_AFTER } from "@/lib/domain/basic/stream_times.ts";
import {
  fakePage,
  fakeSlots,
  fakeSources,
  fakeTime,
  settle,
} from "@/tests/client/_support.ts";

function stream({ slots = 1 }: { readonly slots?: number } = {}) {
  const page = fakePage();
  const shelf = fakeSlots(slots);
  const time = fakeTime();
  const sources = fakeSources();
  const heard: unknown[] = [];
  const gone: string[] = [];
  const live: boolean[] = [];
  let polls = 0;
  const stop = openEventStream({
    url: "/s",
    kind: "day",
    slots: shelf,
    onSnapshot: (s) => void heard.push(s),
    onGone: (why) => void gone.push(why.message),
    onLive: (yes) => void live.push(yes),
    poll: () => void polls++,
    page,
    timers: time,
    open: sources.open,
  });
  return {
    stop,
    page,
    time,
    sources,
    heard,
    gone,
    live,
    shelf,
    polls: () => polls,
  };
}

Deno.test("each snapshot is parsed and passed on", () => {
  const { sources, heard, live } = stream();
  sources.last.opens();
  sources.last.says("snapshot", { a: 1 });
  sources.last.says("snapshot", { a: 2 });
  expect(heard).toEqual([{ a: 1 }, { a: 2 }]);
  expect(live.at(-1)).toBe(true);
});

Deno.test("a snapshot that is not JSON is skipped", () => {
  const { sources, heard } = stream();
  sources.last.fires("snapshot", "{");
  sources.last.says("snapshot", { a: 1 });
  expect(heard).toEqual([{ a: 1 }]);
});

Deno.test("while events arrive, the page does not poll, and keeps the stream", async () => {
  const { sources, time, polls } = stream();
  sources.last.opens();
  for (let i = 0; i < 20; i++) {
    sources.last.says("alive", {});
    await time.pass(ALIVE_EVERY);
  }
  expect(polls()).toBe(0);
  expect(sources.opened.length).toBe(1);
});

Deno.test("a stream that opens and then says nothing is not live: the page polls until an event arrives", async () => {
  const { sources, time, live, polls } = stream();
  sources.last.opens();
  await time.pass(OPEN_WITHIN + POLL_EVERY);
  expect(polls()).toBe(2);
  expect(live.at(-1)).toBe(false);
  sources.last.says("alive", {});
  expect(live.at(-1)).toBe(true);
  await time.pass(ALIVE_EVERY);
  expect(polls()).toBe(2);
});

Deno.test("a stream that falls silent is replaced, and the page polls until the new one sends something", async () => {
  const { sources, time, polls } = stream();
  sources.last.says("snapshot", { a: 1 });
  await time.pass(SILENT_AFTER - 1);
  expect([polls(), sources.opened.length]).toEqual([0, 1]);
  await time.pass(1);
  expect([polls(), sources.opened.length]).toEqual([1, 2]);
  expect(sources.alive()).toBe(1);
  await time.pass(POLL_EVERY);
  expect(polls()).toBe(2);
  sources.last.says("snapshot", { a: 2 });
  await time.pass(ALIVE_EVERY);
  expect(polls()).toBe(2);
});

Deno.test("a hidden page keeps its stream while a slot is free", async () => {
  const { sources, page, time, polls, shelf } = stream({ slots: 1 });
  sources.last.says("snapshot", { a: 1 });
  page.fire("hidden");
  await time.pass(ALIVE_EVERY);
  expect([sources.alive(), polls(), shelf.free()]).toEqual([1, 0, 0]);
  page.fire("visible");
  expect(shelf.free()).toBe(1);
});

Deno.test("a hidden page without a slot closes its stream and polls, and a page that is shown opens one", async () => {
  const { sources, page, time, polls, heard } = stream({ slots: 0 });
  sources.last.says("snapshot", { a: 1 });
  page.fire("hidden");
  await settle();
  expect(sources.alive()).toBe(0);
  page.fire("online");
  expect(sources.alive()).toBe(0);
  await time.pass(HIDDEN_POLL_EVERY * 3);
  expect(polls()).toBe(3);
  page.fire("visible");
  expect(sources.alive()).toBe(1);
  sources.last.says("snapshot", { a: 2 });
  expect(heard).toEqual([{ a: 1 }, { a: 2 }]);
  await time.pass(ALIVE_EVERY);
  expect(polls()).toBe(3);
});

Deno.test("a hidden page without a slot takes the next free one", async () => {
  const { sources, page, time, shelf, stop } = stream({ slots: 0 });
  page.fire("hidden");
  await time.pass(HIDDEN_POLL_EVERY);
  expect(sources.alive()).toBe(0);
  shelf.add();
  await time.pass(HIDDEN_POLL_EVERY);
  expect(sources.alive()).toBe(1);
  stop();
  expect(shelf.free()).toBe(1);
});

Deno.test("a page that comes back before its slot is granted returns the slot", async () => {
  const { sources, page, shelf } = stream({ slots: 1 });
  page.fire("hidden");
  page.fire("visible");
  await settle();
  expect(shelf.free()).toBe(1);
  expect(sources.alive()).toBe(1);
});

Deno.test("a page that is hidden twice at once takes one slot", async () => {
  const { page, shelf } = stream({ slots: 2 });
  page.fire("hidden");
  page.fire("visible");
  page.fire("hidden");
  await settle();
  expect(shelf.free()).toBe(1);
});

Deno.test("while a stream does not open in time, the page polls until its first event", async () => {
  const { sources, time, polls } = stream();
  await time.pass(OPEN_WITHIN);
  expect(polls()).toBe(1);
  await time.pass(POLL_EVERY * 2);
  expect(polls()).toBe(3);
  sources.last.says("snapshot", {});
  await time.pass(ALIVE_EVERY);
  expect(polls()).toBe(3);
});

Deno.test("a lost connection is left to the browser, which reopens it by itself", async () => {
  const { sources, time, live } = stream();
  sources.last.says("snapshot", {});
  sources.last.fails("connecting");
  expect(live.at(-1)).toBe(true);
  await time.pass(POLL_EVERY);
  expect(live.at(-1)).toBe(false);
  expect(sources.opened.length).toBe(1);
});

Deno.test("an answer that is not a stream is retried, more slowly each time, and never in a loop", async () => {
  const { sources, time } = stream();
  const at: number[] = [];
  for (let i = 0; i < 6; i++) {
    const before = sources.opened.length;
    sources.last.fails("closed");
    const since = time.elapsed();
    while (sources.opened.length === before) await time.pass(50);
    at.push(time.elapsed() - since);
  }
  expect(at[0]).toBeGreaterThanOrEqual(500);
  expect(at[3]).toBeGreaterThan(at[0]!);
  expect(at[5]).toBeLessThanOrEqual(10_000);
});

Deno.test("after bye the page reconnects at once, but not all pages at the same moment", async () => {
  const { sources, time } = stream();
  sources.last.opens();
  sources.last.fires("bye");
  expect(sources.alive()).toBe(0);
  await time.pass(1_000);
  expect(sources.opened.length).toBe(2);
});

Deno.test("a page whose stream was replaced by a newer page's polls, and does not reconnect until it is shown again", async () => {
  const { sources, page, time, polls, heard, gone } = stream();
  sources.last.opens();
  sources.last.says("snapshot", { a: 1 });
  sources.last.says("replaced", {});
  expect(sources.alive()).toBe(0);
  await time.pass(10 * POLL_EVERY);
  expect(polls()).toBe(10);
  expect(sources.opened.length).toBe(1);
  page.fire("visible");
  expect(sources.alive()).toBe(1);
  sources.last.says("snapshot", { a: 2 });
  expect(heard).toEqual([{ a: 1 }, { a: 2 }]);
  await time.pass(ALIVE_EVERY);
  expect([polls(), gone.length]).toEqual([10, 0]);
});

Deno.test("a hidden page whose stream was replaced returns its slot, and polls", async () => {
  const { sources, page, time, polls, shelf } = stream({ slots: 1 });
  sources.last.says("snapshot", { a: 1 });
  page.fire("hidden");
  await settle();
  sources.last.says("replaced", {});
  expect(shelf.free()).toBe(1);
  await time.pass(5 * HIDDEN_POLL_EVERY);
  expect([sources.opened.length, sources.alive()]).toEqual([1, 0]);
  expect(polls()).toBeGreaterThanOrEqual(5);
});

Deno.test("after gone the stream stays closed, and the server's message is passed on", async () => {
  const { sources, page, time, gone } = stream();
  sources.last.opens();
  sources.last.says("gone", {
    error: { code: "not_found", message: "This link is dead." },
  });
  expect(gone).toEqual(["This link is dead."]);
  page.fire("visible");
  page.fire("online");
  await time.pass(60_000);
  expect(sources.opened.length).toBe(1);
  expect(sources.alive()).toBe(0);
});

Deno.test("a page that returns to the foreground opens a new stream: Safari freezes the old one without an error", () => {
  for (const event of ["visible", "shown", "online"] as const) {
    const { sources, page, heard } = stream();
    sources.last.opens();
    const frozen = sources.last;
    page.fire(event);
    expect(sources.opened.length).toBe(2);
    expect(sources.alive()).toBe(1);
    frozen.says("snapshot", { old: true });
    expect(heard).toEqual([]);
  }
});

Deno.test("a page that is being left closes its stream, so that it can be cached", async () => {
  const { sources, page, time, polls } = stream();
  sources.last.opens();
  page.fire("leaving");
  await time.pass(60_000);
  expect(sources.alive()).toBe(0);
  expect(polls()).toBe(0);
});

Deno.test("the undo closes everything and leaves nothing behind", async () => {
  const { stop, sources, page, time, polls } = stream();
  stop();
  page.fire("visible");
  await time.pass(60_000);
  expect(sources.alive()).toBe(0);
  expect(page.listeners()).toBe(0);
  expect(time.pending()).toBe(0);
  expect(polls()).toBe(0);
});
