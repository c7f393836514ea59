import {
  effect,
  type ReadonlySignal,
  type Signal,
  signal,
  untracked,
} from "@preact/signals";
import type { LocalAudioTrack, LocalVideoTrack } from "twilio-video";
import { cameraControl } from "./camera_control.ts";
import { constraintsFor } from "./chosen_device.ts";
import type { Facing } from "./device_constraints.ts";
import { captureLimit } from "./device_permission.ts";
import type { Devices, Kind } from "./devices.ts";
import { browserTimers } from "@/lib/client/page/browser.ts";
import { captureGate } from "@/lib/client/interruption/capture_gate.ts";
import type { ShownInterruption } from "@/lib/client/interruption/interruption.ts";
import type { Interruptions } from "@/lib/client/interruption/interruptions.ts";
import {
  type InterruptionHost,
  type TrackInterruptions,
  trackInterruptions,
} from "@/lib/client/interruption/track_interruptions.ts";
import {
  browserMedia,
  type LocalMedia,
  type SdkTracks,
  sdkTracks,
} from "./sdk_tracks.ts";
import { turnBackOn } from "./device_switches.ts";
import { trackRestarter } from "./track_restarter.ts";
import type { VideoSdk } from "./video_sdk.ts";

/**
 * Our own tracks in the call: created once from the waiting room's tracks, and
 * kept over every rejoin.
 */
export interface LocalTracks {
  readonly microphoneOn: ReadonlySignal<boolean>;
  readonly cameraOn: ReadonlySignal<boolean>;
  /** The front camera is mirrored, the other is not. */
  readonly facing: ReadonlySignal<Facing>;
  /** The SDK's track of our microphone, or null before there is one. */
  readonly audio: ReadonlySignal<LocalAudioTrack | null>;
  /** The SDK's track of our camera, or null before there is one. */
  readonly video: ReadonlySignal<LocalVideoTrack | null>;
  /** The system took the microphone or camera away, for example for a phone call. */
  readonly interruption: ReadonlySignal<ShownInterruption | null>;
  /** The device that somebody has just tried to turn on in vain, a new object for each try; null if the last one works. */
  readonly refused: ReadonlySignal<{ readonly kind: Kind } | null>;
  /** Whether the other person is told. */
  readonly interrupted: ReadonlySignal<boolean>;
  /** For what only the page sees: frames, sound, what plays. */
  readonly interruptions: Pick<Interruptions, "state" | "send" | "show">;
  /** Creates the SDK's tracks from the waiting room's tracks, at the first call. */
  wrap(sdk: VideoSdk): Promise<void>;
  /**
   * Mutes or unmutes, switches the camera off or on: off, it captures nothing
   * and its light goes out. A device whose SDK track does not exist yet is
   * switched as well: the track takes over its state. False if there is no such
   * device (see `add`).
   */
  toggle(kind: Kind): Promise<boolean>;
  /** Requests a device that was skipped or turned off before. */
  add(kind: Kind, sdk: VideoSdk): Promise<void>;
  /** Switches to the other camera, without touching audio. */
  flip(): Promise<void>;
  /** Chooses another camera or microphone, or stays with the one before if that fails; a camera that is off is only remembered. */
  choose(kind: Kind, deviceId: string): Promise<void>;
  /** Captures again what was interrupted, and plays everything. Call it inside a tap. */
  restore(): Promise<void>;
  /**
   * The page is hidden or visible again: a video that the browser froze would
   * mislead. The camera stays as it is.
   */
  hide(hidden: boolean): void;
  /** Stops everything and releases the devices. */
  release(): void;
}

const KINDS = ["audio", "video"] as const;

/** The browser's side of the tracks; the defaults are the real browser. */
export interface LocalTracksHost extends InterruptionHost {
  readonly media?: LocalMedia;
  /** See `captureLimit`. */
  readonly isAllowed?: (kinds: readonly Kind[]) => Promise<boolean>;
}

export function localTracks(
  devices: Devices,
  host: LocalTracksHost = {},
): LocalTracks {
  const microphoneOn = signal(
    devices.audio.value !== null && !devices.off.value.audio,
  );
  const captures = captureGate(host.media ?? browserMedia, {
    isReleased: () => devices.state.peek() === "idle",
    limit: captureLimit(host.timers ?? browserTimers, host.isAllowed),
  });
  const tracks = sdkTracks({
    devices,
    media: captures.media,
    async settled() {
      await devices.inTurn.idle();
      // One may have been on its way when the call was opened.
      for (const kind of KINDS) {
        if (isCaptured(devices, kind)) on[kind].value = true;
      }
    },
    prepare(track) {
      // Takes over the current state, before anyone receives it.
      if (track.kind === "audio") track.enable(microphoneOn.peek());
      else camera.prepare(track);
    },
    watch: (track) => interruptions.watch(track),
  });
  const restarter = trackRestarter(() => {
    // Turned off in the last moment of its start.
    const video = tracks.get("video");
    if (video && !camera.on.peek() && !video.isStopped) video.stop();
    interruptions.look();
  });
  const camera = cameraControl({ devices, tracks, restarter, captures });
  const on = { audio: microphoneOn, video: camera.on };
  const refused = signal<{ readonly kind: Kind } | null>(null);
  const adder = trackAdder({
    devices,
    tracks,
    on,
    interruptions: () => interruptions,
  });

  const interruptions = trackInterruptions({
    devices,
    tracks,
    restarter,
    camera,
    microphoneOn,
    captures,
    async add(kind) {
      await adder.addAgain(kind);
      if (tracks.get(kind)) return null;
      return devices.problems.value[kind] ?? "unknown";
    },
    host,
  });

  return {
    microphoneOn,
    cameraOn: camera.on,
    facing: camera.facing,
    audio: tracks.audio,
    video: tracks.video,
    interruption: interruptions.shown,
    refused,
    interrupted: interruptions.interrupted,
    interruptions,
    wrap: adder.wrap,
    async toggle(kind) {
      const isThere = tracks.get(kind) ||
        !tracks.isWrapped() && devices[kind].value;
      if (!isThere) return false;
      if (kind === "video") {
        await camera.toggle();
      } else {
        microphoneOn.value = !microphoneOn.value;
        devices.switched("audio", microphoneOn.value);
        tracks.get("audio")?.enable(microphoneOn.value);
      }
      return true;
    },
    async add(kind, sdk) {
      await adder.add(kind, sdk);
      refused.value = devices.problems.peek()[kind] && { kind };
    },
    flip: camera.flip,
    async choose(kind, deviceId) {
      if (kind === "video") return await camera.choose(deviceId);
      await restarter.whenFree("audio");
      const wanted = constraintsFor("audio", deviceId);
      const before = interruptions.useMicrophone(wanted);
      const restart = (constraints: MediaTrackConstraints) =>
        restarter.restart(tracks.get("audio"), constraints);
      try {
        await restart(wanted);
      } catch {
        // It is busy or gone: back to the one before.
        interruptions.useMicrophone(before);
        await restart(before).catch(() => {});
      }
    },
    restore: interruptions.restore,
    hide(hidden) {
      // Told first: the camera that stops is a consequence.
      if (hidden) interruptions.hide(true);
      camera.hide(hidden);
      if (!hidden) interruptions.hide(false);
    },
    release() {
      adder.release();
      tracks.release();
      interruptions.reset();
      devices.release();
    },
  };
}

function isCaptured(devices: Pick<Devices, Kind | "off">, kind: Kind): boolean {
  return devices[kind].value !== null && !devices.off.value[kind];
}

/** Creates the SDK's tracks: at the beginning of the call, and of devices that come later. */
interface TrackAdder extends Pick<LocalTracks, "wrap" | "add"> {
  /** The same with the SDK of before; nothing without one. */
  addAgain(kind: Kind): Promise<void>;
  release(): void;
}

function trackAdder({ devices, tracks, on, interruptions }: {
  readonly devices: Devices;
  readonly tracks: SdkTracks;
  readonly on: Readonly<Record<Kind, Signal<boolean>>>;
  /** They exist once a track does. */
  readonly interruptions: () => Pick<TrackInterruptions, "start" | "look">;
}): TrackAdder {
  let loaded: VideoSdk | null = null;
  const adding: Partial<Record<Kind, Promise<void>>> = {};
  let stopAdding = () => {};
  /** Incremented by each release. */
  let generation = 0;

  async function wrap(sdk: VideoSdk): Promise<void> {
    const mine = generation;
    loaded = sdk;
    await tracks.wrap(sdk);
    // Released in the meantime: there is nothing to follow.
    if (mine !== generation) return;
    interruptions().start();
    stopAdding();
    stopAdding = effect(() => addLate(sdk));
  }

  /** A capture that was still in progress when the call began, for example in a prompt, has no SDK track yet. */
  function addLate(sdk: VideoSdk): void {
    for (const kind of KINDS) {
      if (!isCaptured(devices, kind) || tracks.get(kind)) continue;
      untracked(() => void add(kind, sdk).catch(() => {}));
    }
  }

  /** One at a time, so that no device has two tracks. */
  function add(kind: Kind, sdk: VideoSdk): Promise<void> {
    return adding[kind] ??= addOne(kind, sdk)
      .finally(() => delete adding[kind]);
  }

  async function addOne(kind: Kind, sdk: VideoSdk): Promise<void> {
    const mine = generation;
    // Existing tracks first.
    await wrap(sdk);
    // Released in the meantime: the devices stay off. Or it was on its way.
    if (mine !== generation || tracks.get(kind)) return;
    await turnBackOn(devices, kind);
    if (mine !== generation || !devices[kind].value) return;
    on[kind].value = true;
    await tracks.add(kind, sdk);
    interruptions().look();
  }

  return {
    wrap,
    add,
    async addAgain(kind) {
      if (loaded) await add(kind, loaded);
    },
    release() {
      generation++;
      stopAdding();
    },
  };
}
