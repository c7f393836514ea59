import { expect } from "expect";
import { tryPlay } from "@/lib/client/attach.ts";
import { newTabId, undos } from "@/lib/client/browser.ts";
import { followDay, shownRows, waitingNames } from "@/lib/client/day.ts";
import { loudness, startLevelMeter } from "@/lib/client/level_meter.ts";
import { keepAwake } from "@/lib/client/wake_lock.ts";
import { parseTabId } from "@/lib/domain/ids.ts";
import type { DayRow } from "@/lib/wire.ts";
import { fakePage, fakeSources, fakeTime, settle } from "./_support.ts";

Deno.test("silence is nothing, close speech is full, and a whisper lies between", () => {
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

Deno.test("the meter plays nothing, and its undo lets go of the microphone's sound", () => {
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
  const stop = startLevelMeter(
    {} as MediaStreamTrack,
    context,
    (level) => void levels.push(level),
    {
      stream: () => ({}) as MediaStream,
      frames: (then) => {
        frame = then;
        return () => void (frame = () => {});
      },
    },
  );
  frame();
  stop();
  frame();
  expect(levels).toEqual([1]);
  expect(links).toEqual(["to analyser", "cut"]);
});

Deno.test("the screen stays on while the page is seen, also after it was hidden, and no longer than wanted", async () => {
  const page = fakePage();
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
  const stop = keepAwake(page, lock);
  await settle();
  expect(held.length).toBe(1);
  // The browser takes it back by itself when the page is hidden.
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

Deno.test("a wake lock that is refused, or not there at all, troubles nobody", async () => {
  const page = fakePage();
  const stop = keepAwake(page, {
    request: () => Promise.reject(new DOMException("", "NotAllowedError")),
  });
  await settle();
  stop();
  keepAwake(page, undefined)();
  expect(page.listeners()).toBe(0);
});

Deno.test("only a browser that waits for a tap is taken for blocked", async () => {
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

Deno.test("each page load has an id of its own that the server takes", () => {
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

Deno.test("the day follows its stream, and keeps what it showed when the stream is refused", () => {
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
  expect(sources.alive()).toBe(0);
});

Deno.test("the day shows no requests, and names as waiting only who waits", () => {
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

Deno.test("undos run newest first, each of them once, also those behind one that throws; the first error is told", () => {
  const did: string[] = [];
  const told: unknown[] = [];
  const all = undos((error) => told.push(error));
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
