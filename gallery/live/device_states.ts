import type { DeviceProblem } from "@/lib/client/media/device_problems.ts";
import type { DevicesState } from "@/lib/client/media/devices.ts";
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
  missing: blockedBy("missing"),
  busy: blockedBy("busy"),
  unknown: blockedBy("unknown"),
};

/** Where permission was denied, each system has its own steps. */
const PLATFORMS: Readonly<Record<Platform, string>> = {
  ios: "denied-ios",
  android: "denied-android",
  mac: "denied-mac",
  windows: "denied-windows",
  other: "denied-other",
};

/** The states of the device step, on the client's page. */
export const DEVICE_STATES: Readonly<Record<string, PageFixture>> = {
  ...mapped(DEVICES, ([name, devices]) => [name, page({ devices })]),
  // A camera that is asked for waits for a tap to say so.
  asking: page({ devices: DEVICES.asking, presses: [testId("camera-on")] }),
  ...mapped(PROBLEMS, ([name, devices]) => [name, page({ devices })]),
  ...mapped(PLATFORMS, ([platform, name]) => [
    name,
    page({ devices: PROBLEMS.denied, platform }),
  ]),
  "camera-missing": page({
    devices: {
      state: "ready",
      has: ["audio"],
      problems: { video: "missing" },
    },
  }),
  "microphone-busy": page({
    devices: { state: "ready", has: ["video"], problems: { audio: "busy" } },
  }),
};

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
