import { effect, type ReadonlySignal, untracked } from "@preact/signals";
import {
  browserTimers,
  cleanups,
  type Timers,
} from "@/lib/client/page/browser.ts";
import type { CameraControl } from "@/lib/client/media/camera_control.ts";
import { AUDIO } from "@/lib/client/media/device_constraints.ts";
import type { DeviceProblem } from "@/lib/client/media/device_problems.ts";
import type { Devices, Kind } from "@/lib/client/media/devices.ts";
import type { MediaTrack, SdkTracks } from "@/lib/client/media/sdk_tracks.ts";
import type { TrackRestarter } from "@/lib/client/media/track_restarter.ts";
import type { CaptureGate } from "./capture_gate.ts";
import { type Interruptions, interruptions } from "./interruptions.ts";
import { lostOf } from "./interruption_rules.ts";
import { ownInterruption } from "./own_interruption.ts";
import { recapture } from "./recapture.ts";
import { trackSigns } from "./track_signs.ts";

/** The browser's side of interruptions; the defaults are the real browser. */
export interface InterruptionHost {
  /** Phones lie about their tracks, and stop them in the background. */
  readonly isPhone?: boolean;
  readonly timers?: Pick<Timers, "after">;
  readonly elapsed?: () => number;
  /** Devices were plugged in or out, or the output has changed. */
  readonly onDeviceChange?: (then: () => void) => () => void;
  /** Every device that is connected. */
  readonly connected?: () => Promise<readonly Pick<MediaDeviceInfo, "kind">[]>;
}

/** Interruptions of our own tracks in a call, and how they end. */
export interface TrackInterruptions extends Interruptions {
  look(): void;
  /** Observes a track; returns the undo. */
  watch(track: MediaTrack): () => void;
  /** The page of a phone is hidden, or visible again. */
  hide(hidden: boolean): void;
  /** The person chose this microphone; returns the one before. */
  useMicrophone(constraints: MediaTrackConstraints): MediaTrackConstraints;
  /** Follows devices and switches, once the tracks exist. */
  start(): void;
}

export function trackInterruptions(options: {
  readonly devices: Pick<
    Devices,
    "state" | "source" | "inputs" | "problems"
  >;
  readonly tracks: Pick<SdkTracks, "get" | "isWrapped">;
  readonly restarter: TrackRestarter;
  readonly camera: CameraControl;
  readonly microphoneOn: ReadonlySignal<boolean>;
  readonly captures: CaptureGate;
  readonly add: (kind: Kind) => Promise<DeviceProblem | null>;
  readonly host: InterruptionHost;
}): TrackInterruptions {
  const { camera, host } = options;
  const timers = host.timers ?? browserTimers;
  const isPhone = host.isPhone ?? false;
  const on = { audio: options.microphoneOn, video: camera.on };
  let microphone = AUDIO;
  let stops: ReturnType<typeof cleanups> | null = null;

  const running = interruptions({
    isPhone,
    timers,
    elapsed: host.elapsed ?? (() => performance.now()),
    recover: (kinds) =>
      recapture(kinds, {
        ...options,
        constraints: (kind) =>
          kind === "audio" ? microphone : camera.constraints(),
        useAny: (kind) =>
          kind === "audio" ? void (microphone = AUDIO) : camera.useAny(),
        isGone: signs.isGone,
        // The page releases its devices at the end, before the call stops.
        isNeeded: (kind) =>
          options.devices.state.peek() !== "idle" && on[kind].peek() &&
          memoryOf(kind).trust !== "trusted",
      }),
  });
  const { send } = running;
  const memoryOf = (kind: Kind) => running.state.peek().memory[kind];
  const signs = trackSigns({
    ...options,
    on,
    timers,
    // A phone's are built in, and its list changes with every headset: there a
    // capture finds out whether one is missing.
    connected: isPhone
      ? () => Promise.resolve([])
      : host.connected ?? browserDevices,
    isHeld: (kind) => memoryOf(kind).held,
    isMissing: (kind) => memoryOf(kind).problem === "missing",
    send,
  });

  function start(): void {
    if (stops) return;
    stops = cleanups();
    for (const kind of ["audio", "video"] as const) {
      stops.add(effect(() => {
        const event = { type: "switched", kind, on: on[kind].value } as const;
        untracked(() => send(event));
      }));
    }
    stops.add(effect(() => {
      const type = ownInterruption.value ? "own_began" : "own_over";
      untracked(() => {
        if (type === "own_over") signs.look();
        send({ type });
      });
    }));
    stops.add((host.onDeviceChange ?? browserDeviceChange)(() => {
      void signs.devicesChanged().catch(() => {});
      // A headset that is gone pauses what it played.
      send({ type: "playback_stalled" });
    }));
    signs.look();
  }

  return {
    ...running,
    ...signs,
    hide(hidden) {
      if (!isPhone) return;
      // A page that was frozen has missed events.
      if (!hidden) signs.look();
      send({ type: hidden ? "hidden" : "visible" });
    },
    useMicrophone(constraints) {
      const before = microphone;
      microphone = constraints;
      return before;
    },
    start,
    restore() {
      // What has not come by now is not waited for again.
      if (running.state.peek().phase === "stuck") {
        lostOf(running.state.peek().memory).forEach(options.captures.cancel);
      }
      return running.restore();
    },
    reset() {
      stops?.run();
      stops = null;
      running.reset();
    },
  };
}

async function browserDevices() {
  return await globalThis.navigator?.mediaDevices?.enumerateDevices?.() ?? [];
}

function browserDeviceChange(then: () => void): () => void {
  const media = globalThis.navigator?.mediaDevices;
  media?.addEventListener?.("devicechange", then);
  return () => media?.removeEventListener?.("devicechange", then);
}
