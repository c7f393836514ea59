import { signal } from "@preact/signals";
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
  { state, has = [], problems = {} }: DeviceFixture,
  { party, films }: { readonly party: Party; readonly films: Films },
): Devices {
  const nothing = () => Promise.resolve();
  return {
    state: signal(state),
    video: signal(has.includes("video") ? films[party]() : null),
    audio: signal(has.includes("audio") ? films.microphone() : null),
    problems: signal({
      audio: problems.audio ?? null,
      video: problems.video ?? null,
    }),
    acquire: nothing,
    skip() {},
    choose: nothing,
    replaced() {},
    list: (kind) => Promise.resolve(listed(kind)),
    speakers: () => Promise.resolve(listed("speaker")),
    release() {},
  };
}

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
