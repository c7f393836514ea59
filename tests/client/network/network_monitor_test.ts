import { expect } from "expect";
import type { Room } from "twilio-video";
import type { Level } from "@/lib/client/line_quality.ts";
import { watchLine } from "@/lib/client/line_watch.ts";
import { hear, type SoundOnly, WITH_PICTURE } from "@/lib/client/sound_only.ts";
import { FakeRoom } from "./_fake_sdk.ts";
import { fakeTime } from "./_support.ts";
import {
  LOSS_FROM,
  LOSS_UNTIL,
  RECEIVED,
  SENT,
  statsOf,
  streamsOf,
  type StreamsSeen,
} from "./_weak_line.ts";

interface News {
  readonly second: number;
  readonly of: "own" | "other";
  readonly level: Level | null;
}

/** A watch over a room with one other person, told what is counted every two seconds. */
function aWatch() {
  const time = fakeTime();
  const room = new FakeRoom();
  room.enters();
  const news: News[] = [];
  const shown = {
    own: null as Level | null,
    other: undefined as Level | undefined,
  };
  const second = () => time.elapsed() / 1_000;
  const stop = watchLine({
    room: room as unknown as Room,
    by: "stats",
    timers: time,
    elapsed: time.elapsed,
    onOwn: (level) => shown.own = level,
    onOthers: (levels) => shown.other = levels.get("PA-other"),
    onNews: (of, level) => news.push({ second: second(), of, level }),
  });
  return {
    news,
    shown,
    stop,
    async sees(streams: StreamsSeen) {
      room.stats = statsOf(streams);
      await time.pass(2_000);
    },
  };
}

/** What becomes of the picture over these news, as `second: state` at each change. */
function changes(news: readonly News[], of: News["of"]): [number, string][] {
  let state: SoundOnly = WITH_PICTURE;
  const list: [number, string][] = [];
  for (const one of news.filter((n) => n.of === of)) {
    const next = hear(state, one.level, one.second * 1_000);
    if (next.is !== state.is) list.push([one.second, next.is]);
    state = next;
  }
  return list;
}

Deno.test("in the real run, most looks of a sender came without a report on the sound", () => {
  // That is what made a bad line look good; without it the test below proves nothing.
  const lossy = SENT.filter(([s]) => s > LOSS_FROM + 6 && s < LOSS_UNTIL);
  const silent = lossy.filter((row, i) => i > 0 && row[2] === lossy[i - 1]![2]);
  expect(silent.length / lossy.length).toBeGreaterThan(0.4);
});

Deno.test("a sender never takes a lossy line for a good one between two reports", async () => {
  const watch = aWatch();
  for (const row of SENT) await watch.sees({ sent: streamsOf(row) });
  const during = watch.news.filter(({ of, second }) =>
    of === "own" && second > LOSS_FROM + 15 && second < LOSS_UNTIL
  );
  expect(during.length).toBeGreaterThan(10);
  for (const { level } of during) expect(level).toBeLessThanOrEqual(1);
  expect(watch.shown.own).toBeGreaterThanOrEqual(4);
  const [away, back, ...more] = changes(watch.news, "own");
  expect(more).toEqual([]);
  expect(away![1]).toBe("sound");
  expect(away![0] - LOSS_FROM).toBeLessThan(25);
  expect(back![1]).toBe("picture");
  expect(back![0]).toBeGreaterThan(LOSS_UNTIL);
});

Deno.test("who receives knows sooner, and goes and comes back once", async () => {
  const watch = aWatch();
  for (const row of RECEIVED) await watch.sees({ received: streamsOf(row) });
  const [away, back, ...more] = changes(watch.news, "other");
  expect(more).toEqual([]);
  expect(away![1]).toBe("sound");
  expect(away![0] - LOSS_FROM).toBeLessThanOrEqual(14);
  expect(back![1]).toBe("picture");
  expect(back![0] - LOSS_UNTIL).toBeGreaterThan(10);
  expect(back![0] - LOSS_UNTIL).toBeLessThanOrEqual(26);
  expect(watch.shown.other).toBe(5);
});

/** So many packets more with every look. */
function counting(packetsEach: number, lostEach: number) {
  let packets = 0;
  let lost = 0;
  return () => ({ packets: packets += packetsEach, lost: lost += lostEach });
}

Deno.test("when nothing comes at all the line is shown as broken, and no picture is decided about", async () => {
  const watch = aWatch();
  const sound = { packets: 900, lost: 0, ms: 2 };
  for (let i = 0; i < 30; i++) await watch.sees({ received: { sound } });
  expect(watch.shown.other).toBe(0);
  expect(changes(watch.news, "other")).toEqual([]);
});

Deno.test("somebody who comes back after a silence is not taken for somebody on a bad line", async () => {
  const watch = aWatch();
  const next = counting(100, 0);
  let sound = next();
  for (let i = 0; i < 5; i++) {
    await watch.sees({ received: { sound: sound = next() } });
  }
  for (let i = 0; i < 5; i++) await watch.sees({ received: { sound } });
  expect(watch.shown.other).toBe(0);
  for (let i = 0; i < 20; i++) {
    await watch.sees({ received: { sound: next() } });
  }
  expect(changes(watch.news, "other")).toEqual([]);
  expect(watch.shown.other).toBe(5);
});

Deno.test("of the few packets of somebody who is quiet, one that is lost is no bad line, and many are", async () => {
  const calm = aWatch();
  for (let i = 1; i <= 40; i++) {
    // Five packets in two seconds; one of a hundred is lost.
    const lost = Math.floor(i / 20);
    const sound = { packets: i * 5 - lost, lost, ms: 2 };
    await calm.sees({ received: { sound } });
  }
  expect(changes(calm.news, "other")).toEqual([]);
  const bad = aWatch();
  const next = counting(3, 2);
  for (let i = 0; i < 20; i++) {
    await bad.sees({ received: { sound: next() } });
  }
  expect(changes(bad.news, "other").at(-1)![1]).toBe("sound");
});

Deno.test("a picture that goes or comes is no loss, whatever it had counted", async () => {
  const watch = aWatch();
  const sound = counting(100, 0);
  const other = counting(100, 0);
  for (let i = 0; i < 12; i++) {
    const picture = i % 4 < 2 ? { packets: 5_000 + i, lost: 900 } : undefined;
    await watch.sees({
      sent: { sound: { ...sound(), ms: i % 3 }, ...picture && { picture } },
      received: { sound: other(), ...picture && { picture } },
    });
  }
  for (const { level } of watch.news) {
    expect(level === null || level >= 4).toBe(true);
  }
  expect(watch.shown).toEqual({ own: 5, other: 5 });
});

Deno.test("a measure that no report renews is no news, and after twenty seconds it is no longer known", async () => {
  const watch = aWatch();
  for (let i = 1; i <= 4; i++) {
    const sound = { packets: i * 100, lost: i * 40, ms: i };
    await watch.sees({ sent: { sound } });
  }
  expect(watch.shown.own).toBe(0);
  const before = watch.news.filter(({ of }) => of === "own").length;
  for (let i = 5; i <= 13; i++) {
    await watch.sees({
      sent: { sound: { packets: i * 100, lost: 160, ms: 4 } },
    });
  }
  expect(watch.news.filter(({ of }) => of === "own").length).toBe(before);
  expect(watch.shown.own).toBe(0);
  await watch.sees({ sent: { sound: { packets: 1_400, lost: 160, ms: 4 } } });
  await watch.sees({ sent: { sound: { packets: 1_500, lost: 160, ms: 4 } } });
  expect(watch.shown.own).toBeNull();
  expect(watch.news.findLast(({ of }) => of === "own")!.level).toBeNull();
});
