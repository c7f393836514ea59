import { signal } from "@preact/signals";
import { constraintsFor } from "@/lib/client/media/chosen_device.ts";
import { ANY_CAMERA } from "@/lib/client/media/device_constraints.ts";
import type { Devices, Kind } from "@/lib/client/media/devices.ts";
import type { Party } from "@/lib/domain/call/presence.ts";
import type { Films } from "./film.ts";
import type { DeviceFixture } from "./fixture.ts";

export const WORKING: DeviceFixture = {
  state: "ready",
  has: ["audio", "video"],
};

const NAMES: Readonly<Record<Kind | "speaker", readonly string[]>> = {
  video: ["Front camera", "Back camera"],
  audio: ["Built-in microphone", "Headset"],
  speaker: ["Built-in speakers", "Headset"],
};

const KINDS: Readonly<Record<Kind | "speaker", MediaDeviceKind>> = {
  video: "videoinput",
  audio: "audioinput",
  speaker: "audiooutput",
};

/** Camera and microphone with fixed state. */
export function fixedDevices(
  { state, has = [], off = [], problems = {}, ...more }: DeviceFixture,
  { party, films }: { readonly party: Party; readonly films: Films },
): Devices {
  const nothing = () => Promise.resolve();
  const isOff = (kind: Kind) => off.includes(kind);
  return {
    state: signal(state),
    video: signal(
      has.includes("video") && !isOff("video")
        ? named(films[party](), NAMES.video[0]!)
        : null,
    ),
    audio: signal(has.includes("audio") ? films.microphone() : null),
    problems: signal({
      audio: problems.audio ?? null,
      video: problems.video ?? null,
    }),
    off: signal({ audio: isOff("audio"), video: isOff("video") }),
    camera: signal(
      more.backCamera
        ? { constraints: constraintsFor("video"), facing: "environment" }
        : ANY_CAMERA,
    ),
    acquire: nothing,
    skip() {},
    switched() {},
    source: {
      enumerateDevices: () =>
        Promise.resolve(KINDS_OF_DEVICES.flatMap((kind) => listed(kind))),
    },
    release() {},
    inTurn: Object.assign(inTurn, {
      isBusy: () => false,
      idle: nothing,
    }),
    inputs: { replace() {}, note() {}, moment: () => () => true },
    start: () => Promise.resolve(more.othersBusy ? "busy" : null),
    choose() {},
  };
}

/** As the list names it. */
function named(track: MediaStreamTrack, deviceId: string): MediaStreamTrack {
  const settings = track.getSettings();
  return Object.assign(track, {
    getSettings: () => ({ ...settings, deviceId }),
  });
}

async function inTurn<T>(_: Kind, work: () => T | Promise<T>): Promise<T> {
  return await work();
}

const KINDS_OF_DEVICES = ["video", "audio", "speaker"] as const;

function listed(kind: Kind | "speaker"): MediaDeviceInfo[] {
  return NAMES[kind].map((label) => {
    const device = {
      deviceId: label,
      groupId: "",
      label,
      kind: KINDS[kind],
    };
    return { ...device, toJSON: () => device };
  });
}
