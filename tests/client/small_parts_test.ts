import { signal } from "@preact/signals";
import { expect } from "expect";
import { tryPlay } from "@/lib/client/media/attach.ts";
import { cleanups, newTabId } from "@/lib/client/page/browser.ts";
import {
  followDay,
  shownRows,
  waitingNames,
  withoutNews,
  writingNames,
} from "@/lib/client/page/day.ts";
import { OPEN_WITHIN } from "@/lib/client/page/event_stream.ts";
import { loudness, startLevelMeter } from "@/lib/client/media/level_meter.ts";
import { keepAwake, keepAwakeWhile } from "@/lib/client/page/wake_lock.ts";
import { parseTabId } from "@/lib/domain/basic/ids.ts";
import type { DayRow } from "@/lib/wire/wire.ts";
import { fakePage, fakeSources, fakeTime, settle } from "./_support.ts";

Deno.test("silence is nothing, close speech is full, and a whisper is in between", () => {
  const wave = (amplitude: number) =>
    Float32Array.from(
      { length: 1024 },
      (_, i) => amplitude * Math.sin(i / 8),
    );
  expect(loudness(wave(0))).toBe(0);
  expect(loudness(new Float32Array(0))).toBe(0);
  expect(loudness(wave(0.9))).toBe(1);
  const whisper = loudness(wave(0.01));
  expect(whisper).toBeGreaterThan(0.1);
  expect(whisper).toBeLessThan(0.6);
});

Deno.test("the meter plays nothing, and its undo releases the microphone's audio", () => {
  const links: string[] = [];
  const levels: number[] = [];
  let frame = () => {};
  const context = {
    createAnalyser: () => ({
      fftSize: 0,
      getFloatTimeDomainData: (into: Float32Array) => into.fill(0.5),
    }),
    createMediaStreamSource: () => ({
      connect: () => void links.push("to analyser"),
      disconnect: () => void links.push("cut"),
    }),
    resume: () => Promise.resolve(),
  } as unknown as AudioContext;
  const stop = startLevelMeter({} as MediaStreamTrack, {
    context,
    onLevel: (level) => void levels.push(level),
    host: {
      stream: () => ({}) as MediaStream,
      frames: (then) => {
        frame = then;
        return () => void (frame = () => {});
      },
    },
  });
  frame();
  stop();
  frame();
  expect(levels).toEqual([1]);
  expect(links).toEqual(["to analyser", "cut"]);
});

function fakeWakeLock() {
  const held: { released: boolean; release(): Promise<void> }[] = [];
  const lock = {
    request() {
      const sentinel = {
        released: false,
        release() {
          sentinel.released = true;
          return Promise.resolve();
        },
      };
      held.push(sentinel);
      return Promise.resolve(sentinel as unknown as WakeLockSentinel);
    },
  };
  return { held, lock };
}

Deno.test("the screen stays on only in the phases that want it, and again when one returns", async () => {
  const page = fakePage();
  const { held, lock } = fakeWakeLock();
  const wanted = signal(false);
  const stop = keepAwakeWhile(wanted, page, { wakeLock: lock });
  await settle();
  expect(held).toEqual([]);
  wanted.value = true;
  await settle();
  wanted.value = false;
  expect(held.map(({ released }) => released)).toEqual([true]);
  wanted.value = true;
  await settle();
  expect(held.map(({ released }) => released)).toEqual([true, false]);
  stop();
  expect(held[1]!.released).toBe(true);
  expect(page.listeners()).toBe(0);
});

Deno.test("the screen stays on while the page is visible, also after it was hidden, and no longer than wanted", async () => {
  const page = fakePage();
  const { held, lock } = fakeWakeLock();
  const stop = keepAwake(page, { wakeLock: lock });
  await settle();
  expect(held.length).toBe(1);
  // The browser releases the wake lock by itself when the page is hidden.
  page.fire("hidden");
  held[0]!.released = true;
  page.fire("visible");
  await settle();
  expect(held.length).toBe(2);
  page.fire("visible");
  await settle();
  expect(held.length).toBe(2);
  stop();
  expect(held[1]!.released).toBe(true);
  page.fire("visible");
  await settle();
  expect(held.length).toBe(2);
});

Deno.test("a request that was made before the page was hidden, and is refused after it is visible again, is repeated", async () => {
  const page = fakePage();
  const timers = fakeTime();
  const { held, lock } = fakeWakeLock();
  const first = Promise.withResolvers<WakeLockSentinel>();
  const answers = [() => first.promise, lock.request];
  const stop = keepAwake(page, {
    wakeLock: { request: () => answers.shift()!() },
    timers,
  });
  page.fire("hidden");
  page.fire("visible");
  first.reject(new DOMException("", "NotAllowedError"));
  await timers.pass(5_000);
  expect(held.map(({ released }) => released)).toEqual([false]);
  stop();
});

Deno.test("a lock that the system takes in front of the person is asked for again, and not while the page is hidden or once it is done", async () => {
  const page = fakePage();
  const timers = fakeTime();
  const { held, lock } = fakeWakeLock();
  const taken = () => void (held.at(-1)!.released = true);
  const stop = keepAwake(page, { wakeLock: lock, timers });
  await timers.pass(60_000);
  expect(held.length).toBe(1);
  taken();
  await timers.pass(5_000);
  expect(held.map(({ released }) => released)).toEqual([true, false]);
  taken();
  page.fire("hidden");
  await timers.pass(60_000);
  expect(held.length).toBe(2);
  page.fire("visible");
  await settle();
  expect(held.length).toBe(3);
  stop();
  expect([timers.pending(), page.listeners()]).toEqual([0, 0]);
});

Deno.test("a wake lock that is refused or unsupported causes no error", async () => {
  const page = fakePage();
  const stop = keepAwake(page, {
    wakeLock: {
      request: () => Promise.reject(new DOMException("", "NotAllowedError")),
    },
  });
  await settle();
  stop();
  keepAwake(page, { wakeLock: undefined })();
  expect(page.listeners()).toBe(0);
});

Deno.test("only a browser that waits for a tap counts as blocked", async () => {
  const said: boolean[] = [];
  const play = (error?: string) => ({
    play: () =>
      error ? Promise.reject(new DOMException("", error)) : Promise.resolve(),
  });
  await tryPlay(play(), (blocked) => void said.push(blocked));
  await tryPlay(play("NotAllowedError"), (blocked) => void said.push(blocked));
  await tryPlay(play("AbortError"), (blocked) => void said.push(blocked));
  expect(said).toEqual([false, true]);
});

Deno.test("each page load has an id of its own that the server accepts", () => {
  const ids = new Set(Array.from({ length: 200 }, newTabId));
  expect(ids.size).toBe(200);
  for (const id of ids) expect(parseTabId(id)).toBe(id);
});

const row = (change: Partial<DayRow>): DayRow => ({
  id: "a".repeat(26),
  time: "18:00–18:45",
  startsAt: "2026-11-22T16:15:00.000Z",
  clientName: "Mara Lindqvist",
  serviceName: "Bridal trial",
  state: "confirmed",
  client: { here: false, since: null },
  window: "open",
  opensAt: "2026-11-22T17:00:00.000Z",
  href: "/artist/consultations/x",
  ...change,
});

Deno.test("the day follows its stream, and keeps its content and the reason when the stream is refused", () => {
  const sources = fakeSources();
  const day = followDay({
    rows: [row({})],
    page: fakePage(),
    timers: fakeTime(),
    open: sources.open,
  });
  expect(sources.last.url).toBe("/api/artist/day");
  const here = row({ client: { here: true, since: "2026-11-22T17:00:00Z" } });
  sources.last.says("snapshot", { now: "", rows: [here] });
  expect(day.rows.value).toEqual([here]);
  sources.last.says("gone", {
    error: { code: "sign_in_required", message: "Sign in." },
  });
  expect(day.rows.value).toEqual([here]);
  expect(day.gone.value?.code).toBe("sign_in_required");
  expect(waitingNames(withoutNews(day.rows.value))).toEqual([]);
  expect(sources.alive()).toBe(0);
});

Deno.test("a day that polls learns that it is signed out too, and stops", async () => {
  const time = fakeTime();
  const page = fakePage();
  const sources = fakeSources();
  const day = followDay({
    rows: [row({})],
    page,
    timers: time,
    open: sources.open,
    net: {
      fetch: () =>
        Promise.resolve(Response.json({
          error: { code: "sign_in_required", message: "Sign in." },
        }, { status: 401 })),
      beacon: () => true,
      timeoutMs: 1_000,
    },
  });
  await time.pass(OPEN_WITHIN);
  await new Promise<void>((told) => day.gone.subscribe((why) => why && told()));
  expect([sources.alive(), page.listeners(), time.pending()])
    .toEqual([0, 0, 0]);
});

Deno.test("while no events arrive, the day asks for its rows", async () => {
  const here = row({ client: { here: true, since: "2026-11-22T17:00:00Z" } });
  const asked: string[] = [];
  const time = fakeTime();
  const day = followDay({
    rows: [row({})],
    page: fakePage(),
    timers: time,
    open: fakeSources().open,
    net: {
      fetch(url) {
        asked.push(url);
        return Promise.resolve(Response.json({ now: "", rows: [here] }));
      },
      beacon: () => true,
      timeoutMs: 1_000,
    },
  });
  await time.pass(OPEN_WITHIN);
  await new Promise<void>((shown) =>
    day.rows.subscribe(([first]) => first!.client.here && shown())
  );
  expect(asked).toEqual(["/api/artist/day"]);
  day.stop();
});

Deno.test("the day names who has written something new, and nobody once it is no longer up to date", () => {
  const rows = [row({ newMessages: 2, clientName: "A" }), row({})];
  expect(writingNames(rows)).toEqual(["A"]);
  expect(writingNames(withoutNews(rows))).toEqual([]);
});

Deno.test("the day shows no requests, and lists as waiting only clients who wait", () => {
  const here = { here: true, since: "2026-11-22T17:00:00Z" };
  const rows = [
    row({ state: "requested", clientName: "A", client: here }),
    row({ clientName: "B", client: here }),
    row({ state: "live", clientName: "C", client: here }),
    row({ clientName: "D" }),
  ];
  expect(shownRows(rows).map((r) => r.clientName)).toEqual(["B", "C", "D"]);
  expect(waitingNames(rows)).toEqual(["B"]);
});

Deno.test("undos run newest first, once each, also after one that throws; the first error is reported", () => {
  const did: string[] = [];
  const told: unknown[] = [];
  const all = cleanups((error) => told.push(error));
  all.add(() => did.push("oldest"));
  all.add(() => {
    throw new Error("second");
  });
  all.add(() => did.push("middle"));
  all.add(() => {
    throw new Error("first");
  });
  all.run();
  all.run();
  expect(did).toEqual(["middle", "oldest"]);
  expect(told).toEqual([new Error("first")]);
});
