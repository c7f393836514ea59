import { signal } from "@preact/signals";
import { expect } from "expect";
import {
  deviceReports,
  type MicrophoneFinding,
} from "@/lib/client/check/device_reports.ts";
import type {
  DeviceProblems,
  DevicesState,
} from "@/lib/client/media/devices.ts";

const TRACK = {} as MediaStreamTrack;

interface Has {
  readonly state?: DevicesState;
  readonly works?: readonly ("audio" | "video")[];
  readonly off?: readonly ("audio" | "video")[];
  readonly problems?: Partial<DeviceProblems>;
  /** What its test has found of the microphone. */
  readonly found?: MicrophoneFinding;
}

function reported({
  state = "ready",
  works = [],
  off = [],
  problems = {},
  found = "works",
}: Has) {
  const { camera, microphone } = deviceReports({
    state: signal(state),
    audio: signal(works.includes("audio") ? TRACK : null),
    video: signal(works.includes("video") ? TRACK : null),
    off: signal({
      audio: off.includes("audio"),
      video: off.includes("video"),
    }),
    problems: signal({ audio: null, video: null, ...problems }),
  }, {
    microphone: signal(found),
    light: signal(null),
  });
  return [camera, microphone];
}

const BOTH = ["audio", "video"] as const;

Deno.test("what was found is reported for each of the two", () => {
  expect(reported({ state: "idle" })).toEqual(["unknown", "unknown"]);
  expect(reported({ state: "asking" })).toEqual(["unknown", "unknown"]);
  expect(reported({ works: BOTH })).toEqual(["works", "works"]);
  expect(reported({ works: BOTH, found: "silent" }))
    .toEqual(["works", "silent"]);
  expect(reported({ works: ["audio"], problems: { video: "missing" } }))
    .toEqual(["missing", "works"]);
  expect(reported({ works: ["video"], problems: { audio: "busy" } }))
    .toEqual(["works", "busy"]);
});

Deno.test("a denial is a denial, wherever it was made", () => {
  for (const problem of ["denied", "denied_by_system"] as const) {
    const problems = { audio: problem, video: problem };
    expect(reported({ state: "blocked", problems }))
      .toEqual(["denied", "denied"]);
  }
});

Deno.test("off is what the person chose: one of the two, or to join without", () => {
  // A microphone that is off keeps its track; in the call, a camera does too.
  expect(reported({ works: BOTH, off: ["audio"] })).toEqual(["works", "off"]);
  expect(reported({ works: BOTH, off: BOTH })).toEqual(["off", "off"]);
  expect(reported({ works: ["audio"], off: ["video"] }))
    .toEqual(["off", "works"]);
  expect(reported({ state: "skipped" })).toEqual(["off", "off"]);
});

Deno.test("who joins without because of a problem has that problem, and not a wish", () => {
  const problems = { audio: "denied", video: "missing" } as const;
  expect(reported({ state: "skipped", problems })).toEqual([
    "missing",
    "denied",
  ]);
});

Deno.test("a microphone that is off is not silent", () => {
  expect(reported({ works: BOTH, off: ["audio"], found: "silent" }))
    .toEqual(["works", "off"]);
});

Deno.test("a microphone that is on has not been checked before it was heard", () => {
  expect(reported({ works: BOTH, found: "unknown" }))
    .toEqual(["works", "unknown"]);
  expect(reported({ works: BOTH, off: ["audio"], found: "unknown" }))
    .toEqual(["works", "off"]);
});
