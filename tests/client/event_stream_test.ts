import { expect } from "expect";
import {
  OPEN_WITHIN,
  openEventStream,
  POLL_EVERY,
} from "@/lib/client/event_stream.ts";
import { fakePage, fakeSources, fakeTime } from "./_support.ts";

function stream() {
  const page = fakePage();
  const time = fakeTime();
  const sources = fakeSources();
  const heard: unknown[] = [];
  const gone: string[] = [];
  const live: boolean[] = [];
  let polls = 0;
  const stop = openEventStream({
    url: "/s",
    onSnapshot: (s) => void heard.push(s),
    onGone: (why) => void gone.push(why.message),
    onLive: (yes) => void live.push(yes),
    poll: () => void polls++,
    page,
    timers: time,
    open: sources.open,
  });
  return { stop, page, time, sources, heard, gone, live, polls: () => polls };
}

Deno.test("each snapshot is handed on, parsed", () => {
  const { sources, heard, live } = stream();
  sources.last.opens();
  sources.last.says("snapshot", { a: 1 });
  sources.last.says("snapshot", { a: 2 });
  expect(heard).toEqual([{ a: 1 }, { a: 2 }]);
  expect(live.at(-1)).toBe(true);
});

Deno.test("a snapshot that is not JSON is passed over", () => {
  const { sources, heard } = stream();
  sources.last.fires("snapshot", "{");
  sources.last.says("snapshot", { a: 1 });
  expect(heard).toEqual([{ a: 1 }]);
});

Deno.test("while the stream is open, the page does not poll", async () => {
  const { sources, time, polls } = stream();
  sources.last.opens();
  await time.pass(120_000);
  expect(polls()).toBe(0);
});

Deno.test("a stream that does not open in time is made up for by polling, until it opens", async () => {
  const { sources, time, polls } = stream();
  await time.pass(OPEN_WITHIN);
  expect(polls()).toBe(1);
  await time.pass(POLL_EVERY * 2);
  expect(polls()).toBe(3);
  sources.last.opens();
  await time.pass(60_000);
  expect(polls()).toBe(3);
});

Deno.test("a lost connection is left to the browser, which reopens by itself", async () => {
  const { sources, time, live } = stream();
  sources.last.opens();
  sources.last.fails("connecting");
  expect(live.at(-1)).toBe(true);
  await time.pass(60_000);
  expect(live.at(-1)).toBe(false);
  expect(sources.opened.length).toBe(1);
});

Deno.test("an answer that is no stream is tried again, more slowly each time, and never in a loop", async () => {
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

Deno.test("after bye the page comes back at once, but not all pages at the same moment", async () => {
  const { sources, time } = stream();
  sources.last.opens();
  sources.last.fires("bye");
  expect(sources.alive()).toBe(0);
  await time.pass(1_000);
  expect(sources.opened.length).toBe(2);
});

Deno.test("after gone the stream stays closed, and the server's own sentence is handed on", async () => {
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

Deno.test("a page that comes back to the front opens a new stream: Safari freezes the old one without an error", () => {
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
