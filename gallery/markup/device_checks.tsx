import { ConnectionCheckView } from "@/components/devices/ConnectionCheck.tsx";
import { SpeakerCheckView } from "@/components/devices/SpeakerCheck.tsx";
import type { ConnectionCheckState } from "@/lib/client/check/connection_check.ts";
import type { SpeakerCheckState } from "@/lib/client/check/speaker_check.ts";
import { each, markup } from "./states.ts";

const SPEAKER: Readonly<Record<SpeakerCheckState, true>> = {
  idle: true,
  asking: true,
  heard: true,
  unheard: true,
  failed: true,
};

const CONNECTION: Readonly<
  Record<NonNullable<ConnectionCheckState>, true>
> = {
  running: true,
  good: true,
  slow: true,
  sends_slowly: true,
  weak: true,
  sends_weakly: true,
  detour: true,
  blocked: true,
  offline: true,
};

const nothing = () => {};

/** The tests of speaker and connection, in each state that they can come to. */
export const DEVICE_CHECKS = markup({ viewer: "client", heading: "Tests" }, {
  ...each(
    "speaker",
    keys(SPEAKER),
    (state) => (
      <SpeakerCheckView state={state} onPlay={nothing} onAnswer={nothing} />
    ),
  ),
  ...each("connection", keys(CONNECTION), (state) => (
    <ConnectionCheckView
      state={state}
      mayRun={state !== "running"}
      onRun={nothing}
    />
  )),
  "connection-untested": (
    <ConnectionCheckView state={null} mayRun onRun={nothing} />
  ),
});

function keys<K extends string>(table: Readonly<Record<K, true>>): K[] {
  return Object.keys(table) as K[];
}
