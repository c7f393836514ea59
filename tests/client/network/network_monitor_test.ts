import { expect } from "expect";
import type { Room } from "twilio-video";
import type { NetworkQualityLevel } from "@/lib/client/network/network_quality.ts";
import { monitorNetwork } from "@/lib/client/network/network_monitor.ts";
import {
  applyQuality,
  type AudioOnly,
  WITH_VIDEO,
} from "@/lib/client/network/audio_only.ts";
import { FakeRoom } from "@/tests/client/_fake_sdk.ts";
import { fakeTime } from "@/tests/client/_support.ts";
import {
  LOSS_FROM,
  LOSS_UNTIL,
  RECEIVED,
  SENT,
  statsOf,
  type StreamsSeen,
  streamStatsOf,
} from "@/tests/client/_weak_network.ts";

interface News {
  readonly second: number;
  readonly of: "own" | "other";
  readonly level: NetworkQualityLevel | null;
}

/** Monitors a room with one other person, with given statistics every two seconds. */
function aWatch() {
  const time = fakeTime();
  const room = new FakeRoom();
  room.enters();
  const news: News[] = [];
  const shown = {
    own: null as NetworkQualityLevel | null,
    other: undefined as NetworkQualityLevel | undefined,
  };
  const second = () => time.elapsed() / 1_000;
  const stop = monitorNetwork({
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

/** How the decision about video changes, as `second: state` at each change. */
function changes(news: readonly News[], of: News["of"]): [number, string][] {
  let state: AudioOnly = WITH_VIDEO;
  const list: [number, string][] = [];
  for (const one of news.filter((n) => n.of === of)) {
    const next = applyQuality(state, {
      level: one.level,
      now: one.second * 1_000,
    });
    if (next.mode !== state.mode) list.push([one.second, next.mode]);
    state = next;
  }
  return list;
}

Deno.test("in the recorded run, most samples of a sender came without an RTCP report on the audio", () => {
  // This made a bad network look good; without it the test below is vacuous.
  const lossy = SENT.filter(([s]) => s > LOSS_FROM + 6 && s < LOSS_UNTIL);
  const silent = lossy.filter((row, i) => i > 0 && row[2] === lossy[i - 1]![2]);
  expect(silent.length / lossy.length).toBeGreaterThan(0.4);
});

Deno.test("a sender never takes a lossy network for a good one between two reports", async () => {
  const watch = aWatch();
  for (const row of SENT) await watch.sees({ sent: streamStatsOf(row) });
  const during = watch.news.filter(({ of, second }) =>
    of === "own" && second > LOSS_FROM + 15 && second < LOSS_UNTIL
  );
  expect(during.length).toBeGreaterThan(10);
  for (const { level } of during) expect(level).toBeLessThanOrEqual(1);
  expect(watch.shown.own).toBeGreaterThanOrEqual(4);
  const [away, back, ...more] = changes(watch.news, "own");
  expect(more).toEqual([]);
  expect(away![1]).toBe("audio");
  expect(away![0] - LOSS_FROM).toBeLessThan(25);
  expect(back![1]).toBe("video");
  expect(back![0]).toBeGreaterThan(LOSS_UNTIL);
});

Deno.test("a receiver knows sooner, and stops and resumes video once", async () => {
  const watch = aWatch();
  for (const row of RECEIVED) {
    await watch.sees({ received: streamStatsOf(row) });
  }
  const [away, back, ...more] = changes(watch.news, "other");
  expect(more).toEqual([]);
  expect(away![1]).toBe("audio");
  expect(away![0] - LOSS_FROM).toBeLessThanOrEqual(14);
  expect(back![1]).toBe("video");
  expect(back![0] - LOSS_UNTIL).toBeGreaterThan(10);
  expect(back![0] - LOSS_UNTIL).toBeLessThanOrEqual(26);
  expect(watch.shown.other).toBe(5);
});

/** Adds this many packets with every sample. */
function counting(packetsEach: number, lostEach: number) {
  let packets = 0;
  let lost = 0;
  return () => ({ packets: packets += packetsEach, lost: lost += lostEach });
}

Deno.test("when nothing arrives at all the connection is shown as broken, and nothing is decided about video", async () => {
  const watch = aWatch();
  const sound = { packets: 900, lost: 0, ms: 2 };
  for (let i = 0; i < 30; i++) await watch.sees({ received: { audio: sound } });
  expect(watch.shown.other).toBe(0);
  expect(changes(watch.news, "other")).toEqual([]);
});

Deno.test("a person who returns after a silence is not mistaken for one on a bad network", async () => {
  const watch = aWatch();
  const next = counting(100, 0);
  let sound = next();
  for (let i = 0; i < 5; i++) {
    await watch.sees({ received: { audio: sound = next() } });
  }
  for (let i = 0; i < 5; i++) await watch.sees({ received: { audio: sound } });
  expect(watch.shown.other).toBe(0);
  for (let i = 0; i < 20; i++) {
    await watch.sees({ received: { audio: next() } });
  }
  expect(changes(watch.news, "other")).toEqual([]);
  expect(watch.shown.other).toBe(5);
});

Deno.test("one lost packet of a quiet person's few is not a bad network, many lost packets are", async () => {
  const calm = aWatch();
  for (let i = 1; i <= 40; i++) {
    // Five packets in two seconds; one in a hundred is lost.
    const lost = Math.floor(i / 20);
    const sound = { packets: i * 5 - lost, lost, ms: 2 };
    await calm.sees({ received: { audio: sound } });
  }
  expect(changes(calm.news, "other")).toEqual([]);
  const bad = aWatch();
  const next = counting(3, 2);
  for (let i = 0; i < 20; i++) {
    await bad.sees({ received: { audio: next() } });
  }
  expect(changes(bad.news, "other").at(-1)![1]).toBe("audio");
});

Deno.test("video that stops or starts is not a loss, whatever it had counted", async () => {
  const watch = aWatch();
  const sound = counting(100, 0);
  const other = counting(100, 0);
  for (let i = 0; i < 12; i++) {
    const picture = i % 4 < 2 ? { packets: 5_000 + i, lost: 900 } : undefined;
    await watch.sees({
      sent: {
        audio: { ...sound(), ms: i % 3 },
        ...picture && { video: picture },
      },
      received: { audio: other(), ...picture && { video: picture } },
    });
  }
  for (const { level } of watch.news) {
    expect(level === null || level >= 4).toBe(true);
  }
  expect(watch.shown).toEqual({ own: 5, other: 5 });
});

Deno.test("a value without a new report is not reported again, and becomes unknown after twenty seconds", async () => {
  const watch = aWatch();
  for (let i = 1; i <= 4; i++) {
    const sound = { packets: i * 100, lost: i * 40, ms: i };
    await watch.sees({ sent: { audio: sound } });
  }
  expect(watch.shown.own).toBe(0);
  const before = watch.news.filter(({ of }) => of === "own").length;
  for (let i = 5; i <= 13; i++) {
    await watch.sees({
      sent: { audio: { packets: i * 100, lost: 160, ms: 4 } },
    });
  }
  expect(watch.news.filter(({ of }) => of === "own").length).toBe(before);
  expect(watch.shown.own).toBe(0);
  await watch.sees({ sent: { audio: { packets: 1_400, lost: 160, ms: 4 } } });
  await watch.sees({ sent: { audio: { packets: 1_500, lost: 160, ms: 4 } } });
  expect(watch.shown.own).toBeNull();
  expect(watch.news.findLast(({ of }) => of === "own")!.level).toBeNull();
});
