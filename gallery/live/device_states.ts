import type { DeviceProblem } from "@/lib/client/media/device_problems.ts";
import type { DevicesState } from "@/lib/client/media/devices.ts";
import type { BrowserName } from "@/lib/client/check/browser_name.ts";
import type { Platform } from "@/lib/client/page/platform.ts";
import { WORKING } from "./fixed_devices.ts";
import { type DeviceFixture, type PageFixture, testId } from "./fixture.ts";
import { BOTH_HERE } from "./snapshot.ts";

/** The states of camera and microphone before the call. */
export const DEVICES: Readonly<Record<DevicesState, DeviceFixture>> = {
  idle: { state: "idle" },
  asking: { state: "asking" },
  ready: WORKING,
  blocked: blockedBy("denied"),
  skipped: { state: "skipped" },
};

export const PROBLEMS: Readonly<Record<DeviceProblem, DeviceFixture>> = {
  unsupported: blockedBy("unsupported"),
  denied: blockedBy("denied"),
  denied_by_system: blockedBy("denied_by_system"),
  missing: blockedBy("missing"),
  busy: blockedBy("busy"),
  unknown: blockedBy("unknown"),
};

/** Where permission was denied, each browser on each system has its own steps. */
const BROWSERS: Readonly<Record<Platform, readonly BrowserName[]>> = {
  ios: ["safari", "chrome"],
  android: ["chrome", "samsung", "firefox", "edge"],
  mac: ["safari", "chrome", "edge", "firefox"],
  windows: ["chrome", "edge", "firefox"],
  other: ["other"],
};

/** What a person has switched while both work. */
const SWITCHED: Readonly<Record<string, Partial<PageFixture>>> = {
  "camera-off": { devices: { ...WORKING, off: ["video"] } },
  "microphone-off": { devices: { ...WORKING, off: ["audio"] } },
  "both-off": { devices: { ...WORKING, off: ["audio", "video"] } },
  "back-camera": { devices: { ...WORKING, backCamera: true } },
  "microphone-silent": { devices: { ...WORKING, silent: true } },
  "as-others-see": {
    devices: WORKING,
    presses: [testId("as-others-see")],
  },
  "choose-and-test": { devices: WORKING, presses: [testId("check-more")] },
  "choice-not-started": {
    devices: { ...WORKING, othersBusy: true },
    presses: [testId("check-more"), 'option[value="Back camera"]'],
  },
};

/** The states of the device step, on the client's page. */
export const DEVICE_STATES: Readonly<Record<string, PageFixture>> = {
  ...mapped(DEVICES, ([name, devices]) => [name, page({ devices })]),
  // A camera that is asked for waits for a tap to say so.
  asking: page({ devices: DEVICES.asking, presses: [testId("camera-on")] }),
  ...mapped(PROBLEMS, ([name, devices]) => [name, page({ devices })]),
  ...denied(),
  ...mapped(SWITCHED, ([name, change]) => [name, page(change)]),
  "camera-missing": page({
    devices: {
      state: "ready",
      has: ["audio"],
      problems: { video: "missing" },
    },
  }),
  "two-problems": page({
    devices: {
      state: "blocked",
      problems: { audio: "denied", video: "busy" },
    },
  }),
  "microphone-busy": page({
    devices: { state: "ready", has: ["video"], problems: { audio: "busy" } },
  }),
};

function denied(): Record<string, PageFixture> {
  const states = (Object.keys(BROWSERS) as Platform[]).flatMap((platform) =>
    BROWSERS[platform].map((browser) => [
      `denied-${platform}-${browser}`,
      page({ devices: PROBLEMS.denied, platform, browser }),
    ])
  );
  return Object.fromEntries(states);
}

function page(change: Partial<PageFixture>): PageFixture {
  return { party: "client", snapshot: BOTH_HERE, ...change };
}

function blockedBy(problem: DeviceProblem): DeviceFixture {
  return { state: "blocked", problems: { audio: problem, video: problem } };
}

function mapped<K extends string, V>(
  table: Readonly<Record<K, V>>,
  entry: (one: [K, V]) => readonly [string, PageFixture],
): Record<string, PageFixture> {
  return Object.fromEntries((Object.entries(table) as [K, V][]).map(entry));
}
