import { expect } from "expect";
import fc from "fast-check";
import {
  BETTER_AFTER,
  LAPSES_AFTER,
  type Level,
  levelOf,
  type Steady,
  steady,
  UNMEASURED,
  WORSE_AFTER,
} from "@/lib/client/line_quality.ts";
import {
  type Counters,
  lineCounts,
  lineIn,
  lineOut,
  type Reported,
} from "@/lib/client/line_stats.ts";

Deno.test("loss, round trip and jitter come to the SDK's levels", () => {
  const table: [number | null, number | null, number | null, Level | null][] = [
    [null, null, null, null],
    [0, 20, 3, 5],
    [0, null, null, 5],
    [0.01, 150, 30, 5],
    [0.02, 20, 3, 4],
    [0, 300, 3, 4],
    [0, 20, 45, 4],
    [0.05, 20, 3, 3],
    [0, 450, 3, 3],
    [0.1, 20, 3, 2],
    [0, 700, 3, 2],
    [0, 20, 150, 3],
    [0.2, 20, 3, 1],
    [0, 1_400, 3, 2],
    [0.5, 20, 3, 0],
    [0, 20, 900, 3],
    [0.15, 5_000, 3, 1],
    [1, null, null, 0],
  ];
  for (const [loss, rttMs, jitterMs, level] of table) {
    expect([loss, rttMs, jitterMs, levelOf({ loss, rttMs, jitterMs })])
      .toEqual([loss, rttMs, jitterMs, level]);
  }
});

Deno.test("a line never gets better by losing more, answering later or arriving less evenly", () => {
  const trait = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(trait, trait, trait, trait, trait, trait, (...v) => {
      const line = (loss: number, rtt: number, jitter: number) =>
        levelOf({ loss, rttMs: rtt * 3_000, jitterMs: jitter * 600 })!;
      const [a, b, c, d, e, f] = v as [
        number,
        number,
        number,
        number,
        number,
        number,
      ];
      const better = line(Math.min(a, b), Math.min(c, d), Math.min(e, f));
      expect(better).toBeGreaterThanOrEqual(
        line(Math.max(a, b), Math.max(c, d), Math.max(e, f)),
      );
    }),
  );
});

/** Feeds levels, one a second, and gives what was shown after each. */
function shown(levels: (Level | null)[]): (Level | null)[] {
  let state: Steady = UNMEASURED;
  return levels.map((level, second) => {
    state = steady(state, level, second * 1_000);
    return state.shown;
  });
}

Deno.test("the first measure is shown at once, and a single bad one not at all", () => {
  expect(shown([null, 4, 4, 1, 4, 4])).toEqual([null, 4, 4, 4, 4, 4]);
});

Deno.test("trouble that lasts is shown soon; that it is over, only when it stays over", () => {
  const falls = shown([5, ...Array(6).fill(1)]);
  expect(falls.indexOf(1)).toBe(1 + WORSE_AFTER / 1_000);
  const rises = shown([1, ...Array(12).fill(5)]);
  expect(rises.indexOf(5)).toBe(1 + BETTER_AFTER / 1_000);
});

Deno.test("a line that swings below what is shown is shown at the best it had meanwhile", () => {
  expect(shown([5, 1, 3, 1, 3]).at(-1)).toBe(3);
});

Deno.test("a look without a measure changes nothing: it is neither better nor worse", () => {
  expect(shown([3, null, null, null])).toEqual([3, 3, 3, 3]);
  // Nor does it put off what has begun.
  expect(shown([5, 1, null, null, 1]).at(-1)).toBe(1);
  expect(shown([5, 1, null, null, null]).at(-1)).toBe(5);
});

Deno.test("what was measured long ago is no longer known", () => {
  const seconds = LAPSES_AFTER / 1_000;
  const levels = shown([3, ...Array(seconds).fill(null)]);
  expect(levels.indexOf(null)).toBe(seconds);
});

Deno.test("what is shown is always something that was measured, and a steady line is always shown", () => {
  const level = fc.constantFrom<Level | null>(null, 0, 1, 2, 3, 4, 5);
  fc.assert(fc.property(fc.array(level), level, (levels, last) => {
    const seen = shown([...levels, ...Array(20).fill(last)]);
    for (const one of seen) {
      if (one !== null) expect([...levels, last]).toContain(one);
    }
    if (last !== null) expect(seen.at(-1)).toBe(last);
  }));
});

const counters = (
  packets: number,
  lost: number,
  rttMs: number | null = null,
): Counters => ({ packets, lost, rttMs, jitterMs: null });
const one = (...now: Parameters<typeof counters>) =>
  new Map([["1", counters(...now)]]);

Deno.test("loss is what went missing since the last look, not since the beginning", () => {
  expect(lineIn([one(0, 0), one(1_000, 900), one(1_100, 900, 30)]))
    .toEqual({ loss: 0, rttMs: 30, jitterMs: null });
  expect(lineIn([one(0, 0), one(90, 10)]).loss).toBe(0.1);
});

Deno.test("few packets are measured over more looks, and too few not at all", () => {
  expect(lineIn([one(0, 0), one(10, 0), one(19, 1)]).loss).toBe(0.05);
  expect(levelOf(lineIn([one(0, 0), one(9, 1)]))).toBeNull();
});

Deno.test("nothing arrived at all since the last look: broken", () => {
  expect(levelOf(lineIn([one(0, 0), one(500, 3), one(500, 3)]))).toBe(0);
});

Deno.test("counters that are new, or that began anew, say nothing yet", () => {
  for (
    const looks of [
      [],
      [one(100, 0)],
      [undefined, one(100, 0)],
      [new Map(), one(100, 0)],
      [one(100, 0), one(10, 0)],
      [one(1, 0), undefined],
    ]
  ) {
    expect(levelOf(lineIn(looks))).toBeNull();
  }
});

Deno.test("what we send is counted from report to report, and a look without one measures nothing", () => {
  let reported: Reported = new Map();
  const look = (second: number, ...now: Parameters<typeof counters>) => {
    const out = lineOut(reported, one(...now), second * 1_000, 20_000);
    reported = out.reported;
    return out.line.loss;
  };
  expect(look(0, 0, 0)).toBeNull();
  expect(look(2, 100, 10, 5)).toBe(0.1);
  expect(look(4, 200, 10, 5)).toBeNull();
  expect(look(6, 300, 10, 5)).toBeNull();
  expect(look(8, 400, 130, 5)).toBe(0.4);
  // A report of a line that is good again may change no more than its round trip.
  expect(look(10, 500, 130, 6)).toBe(0);
  // Nothing was sent, or another track: nothing is known.
  expect(look(12, 500, 130, 7)).toBeNull();
  expect(look(14, 40, 20, 7)).toBeNull();
});

Deno.test("each person's packets are counted as theirs, by stream and connection, and a stranger's not at all", () => {
  const report = (
    peerConnectionId: string,
    sid: string,
    packetsReceived: number | null,
  ) => ({
    peerConnectionId,
    localAudioTrackStats: [{
      ssrc: "1",
      packetsSent: 10,
      packetsLost: 1,
      roundTripTime: 20,
    }],
    localVideoTrackStats: [{ ssrc: "2", packetsSent: 30, packetsLost: null }],
    remoteAudioTrackStats: [
      { trackSid: sid, packetsReceived, packetsLost: 2, jitter: 7 },
    ],
    remoteVideoTrackStats: [],
  });
  const person = (sid: string, track: string) =>
    [sid, { sid, tracks: new Map([[track, {}]]) }] as const;
  const counts = lineCounts(
    [
      report("a", "MT1", 5),
      report("b", "MT2", 6),
      report("b", "MT9", 7),
    ] as never,
    {
      participants: new Map([person("PA1", "MT1"), person("PA2", "MT2")]),
    } as never,
  );
  expect([...counts.sent]).toEqual(
    ["a", "b"].flatMap((connection) => [
      [`${connection} 1`, counters(10, 1, 20)],
      [`${connection} 2`, counters(30, 0)],
    ]),
  );
  expect([...counts.received].map(([sid, streams]) => [sid, [...streams]]))
    .toEqual([
      ["PA1", [["a MT1", { packets: 5, lost: 2, rttMs: null, jitterMs: 7 }]]],
      ["PA2", [["b MT2", { packets: 6, lost: 2, rttMs: null, jitterMs: 7 }]]],
    ]);
});
