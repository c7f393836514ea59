import { expect } from "expect";
import {
  type ConnectionMeasures,
  type ConnectionVerdict,
  connectionVerdict,
} from "@/lib/client/check/connection_verdict.ts";

const FAST: ConnectionMeasures = {
  roundTrips: [40, 42, 45, 41, 60, 44],
  downKbps: 8_000,
  upKbps: 6_000,
  reach: { canConnect: true, udp: true },
  relaysOverTcp: true,
};

const NO_UDP = { canConnect: true, udp: false };

const CASES: readonly (readonly [
  what: string,
  change: Partial<ConnectionMeasures>,
  verdict: ConnectionVerdict,
])[] = [
  ["a fast line", {}, "good"],
  ["a browser that measures no download", { downKbps: null }, "good"],
  [
    "one answer that was late",
    { roundTrips: [40, 42, 1_500, 41, 60, 44] },
    "good",
  ],
  [
    "a server that is far away",
    { roundTrips: [280, 290, 285, 280, 300, 281] },
    "good",
  ],
  [
    "two answers of six that were late or lost",
    { roundTrips: [40, null, 1_500, 41, 60, 44] },
    "slow",
  ],
  [
    "a long way",
    { roundTrips: [600, 620, 580, 700, 640, 610] },
    "slow",
  ],
  ["a line too narrow for sharp video", { downKbps: 600 }, "slow"],
  ["a line too narrow for any video", { downKbps: 120 }, "weak"],
  ["a download that did not end", { downKbps: 0 }, "weak"],
  [
    "answers that take a second",
    { roundTrips: [900, 950, 990, 1_200, 980, 870] },
    "weak",
  ],
  [
    "answers of which half are lost",
    { roundTrips: [40, null, 41, null, null, 44] },
    "weak",
  ],
  ["a browser that measures no upload", { upKbps: null }, "good"],
  ["a line that sends little", { upKbps: 400 }, "sends_slowly"],
  ["an upload throttled to 24 kbit/s", { upKbps: 24 }, "sends_weakly"],
  ["an upload that did not end", { upKbps: 0 }, "sends_weakly"],
  ["a line that is narrow both ways", { downKbps: 600, upKbps: 400 }, "slow"],
  [
    "a line too narrow for video both ways",
    { downKbps: 120, upKbps: 24 },
    "weak",
  ],
  ["a line that hardly sends", { downKbps: 600, upKbps: 24 }, "sends_weakly"],
  [
    "a network of which nothing is known about UDP",
    { reach: { canConnect: true, udp: null } },
    "good",
  ],
  ["a firewall that drops UDP", { reach: NO_UDP }, "detour"],
  [
    "a slow line behind a firewall that drops UDP",
    { reach: NO_UDP, downKbps: 600 },
    "detour",
  ],
  [
    "a weak line behind a firewall that drops UDP",
    { reach: NO_UDP, downKbps: 120 },
    "weak",
  ],
  [
    "a firewall that drops UDP, where no relay helps",
    { reach: NO_UDP, relaysOverTcp: false },
    "blocked",
  ],
  [
    "a network that forbids calls",
    { reach: { canConnect: false, udp: null } },
    "blocked",
  ],
  [
    "no answer at all",
    {
      roundTrips: [null, null],
      downKbps: null,
      upKbps: null,
      reach: { canConnect: false, udp: null },
    },
    "offline",
  ],
];

for (const [what, change, verdict] of CASES) {
  Deno.test(`${what} is ${verdict}`, () => {
    expect(connectionVerdict({ ...FAST, ...change })).toBe(verdict);
  });
}
