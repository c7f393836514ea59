import { expect } from "expect";
import fc from "fast-check";
import {
  BETTER_AFTER,
  EXPIRES_AFTER,
  type NetworkQualityLevel,
  qualityLevelOf,
  type SmoothedLevel,
  smoothLevel,
  UNMEASURED,
  WORSE_AFTER,
} from "@/lib/client/network/network_quality.ts";
import {
  type Counters,
  networkCounters,
  receivedSample,
  type Reported,
  sentSample,
} from "@/lib/client/network/network_stats.ts";

Deno.test("loss, round trip and jitter map to the SDK's levels", () => {
  const table: [
    number | null,
    number | null,
    number | null,
    NetworkQualityLevel | null,
  ][] = [
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
    expect([loss, rttMs, jitterMs, qualityLevelOf({ loss, rttMs, jitterMs })])
      .toEqual([loss, rttMs, jitterMs, level]);
  }
});

Deno.test("a network never rates better for more loss, more delay or more jitter", () => {
  const trait = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(trait, trait, trait, trait, trait, trait, (...v) => {
      const line = (loss: number, rtt: number, jitter: number) =>
        qualityLevelOf({ loss, rttMs: rtt * 3_000, jitterMs: jitter * 600 })!;
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

/** Feeds levels, one a second, and returns the displayed level after each. */
function shown(
  levels: (NetworkQualityLevel | null)[],
): (NetworkQualityLevel | null)[] {
  let state: SmoothedLevel = UNMEASURED;
  return levels.map((level, second) => {
    state = smoothLevel(state, { level, now: second * 1_000 });
    return state.shown;
  });
}

Deno.test("the first measurement is shown at once; a single bad one is ignored", () => {
  expect(shown([null, 4, 4, 1, 4, 4])).toEqual([null, 4, 4, 4, 4, 4]);
});

Deno.test("lasting trouble is shown soon; its end only when it lasts", () => {
  const falls = shown([5, ...Array(6).fill(1)]);
  expect(falls.indexOf(1)).toBe(1 + WORSE_AFTER / 1_000);
  const rises = shown([1, ...Array(12).fill(5)]);
  expect(rises.indexOf(5)).toBe(1 + BETTER_AFTER / 1_000);
});

Deno.test("a network that swings below the displayed level is shown at its best level since", () => {
  expect(shown([5, 1, 3, 1, 3]).at(-1)).toBe(3);
});

Deno.test("a sample without a measure changes nothing: it is neither better nor worse", () => {
  expect(shown([3, null, null, null])).toEqual([3, 3, 3, 3]);
  // Nor does it delay a change that has begun.
  expect(shown([5, 1, null, null, 1]).at(-1)).toBe(1);
  expect(shown([5, 1, null, null, null]).at(-1)).toBe(5);
});

Deno.test("an old measure is unknown", () => {
  const seconds = EXPIRES_AFTER / 1_000;
  const levels = shown([3, ...Array(seconds).fill(null)]);
  expect(levels.indexOf(null)).toBe(seconds);
});

Deno.test("a displayed level is always one that was measured, and a steady network is always shown", () => {
  const level = fc.constantFrom<NetworkQualityLevel | null>(
    null,
    0,
    1,
    2,
    3,
    4,
    5,
  );
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

Deno.test("loss is what went missing since the last sample, not since the beginning", () => {
  expect(receivedSample([one(0, 0), one(1_000, 900), one(1_100, 900, 30)]))
    .toEqual({ loss: 0, rttMs: 30, jitterMs: null });
  expect(receivedSample([one(0, 0), one(90, 10)]).loss).toBe(0.1);
});

Deno.test("few packets are measured over more samples, and too few not at all", () => {
  expect(receivedSample([one(0, 0), one(10, 0), one(19, 1)]).loss).toBe(0.05);
  expect(qualityLevelOf(receivedSample([one(0, 0), one(9, 1)]))).toBeNull();
});

Deno.test("nothing arrived since the last sample: broken", () => {
  expect(qualityLevelOf(receivedSample([one(0, 0), one(500, 3), one(500, 3)])))
    .toBe(0);
});

Deno.test("counters that are new or were reset give no measure yet", () => {
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
    expect(qualityLevelOf(receivedSample(looks))).toBeNull();
  }
});

Deno.test("sent packets are measured from report to report, and a sample without a report measures nothing", () => {
  let reported: Reported = new Map();
  const look = (second: number, ...now: Parameters<typeof counters>) => {
    const out = sentSample(reported, {
      sent: one(...now),
      now: second * 1_000,
      fresh: 20_000,
    });
    reported = out.reported;
    return out.line.loss;
  };
  expect(look(0, 0, 0)).toBeNull();
  expect(look(2, 100, 10, 5)).toBe(0.1);
  expect(look(4, 200, 10, 5)).toBeNull();
  expect(look(6, 300, 10, 5)).toBeNull();
  expect(look(8, 400, 130, 5)).toBe(0.4);
  // A report from a recovered network may change only its round trip.
  expect(look(10, 500, 130, 6)).toBe(0);
  // Nothing was sent, or another track: the level is unknown.
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
  const counts = networkCounters(
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
