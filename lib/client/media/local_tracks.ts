import { type ReadonlySignal, signal } from "@preact/signals";
import type { LocalAudioTrack, LocalVideoTrack } from "twilio-video";
import { cameraControl, type Facing } from "./camera_control.ts";
import { constraintsFor } from "./device_constraints.ts";
import type { Devices, Kind } from "./devices.ts";
import { browserMedia, type LocalMedia, sdkTracks } from "./sdk_tracks.ts";
import { trackRestarter } from "./track_restarter.ts";
import { trackRecovery } from "./track_recovery.ts";
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
  readonly interrupted: ReadonlySignal<Kind | null>;
  /** Creates the SDK's tracks from the waiting room's tracks, at the first call. */
  wrap(sdk: VideoSdk): Promise<void>;
  /**
   * Mutes or unmutes, switches the camera off or on: off, it captures nothing
   * and its light goes out. A device whose SDK track does not exist yet is
   * switched as well: the track takes over its state. False if there is no such
   * device (see `add`).
   */
  toggle(kind: Kind): Promise<boolean>;
  /** Requests a device that was skipped before. */
  add(kind: Kind, sdk: VideoSdk): Promise<void>;
  /** Switches to the other camera, without touching audio. */
  flip(): Promise<void>;
  /** Chooses another camera or microphone; a camera that is off is only remembered. */
  choose(kind: Kind, deviceId: string): Promise<void>;
  /** Recaptures what was interrupted. */
  restore(): Promise<void>;
  /**
   * The page is hidden or visible again: a video that the browser froze would
   * mislead. The camera stays as it is.
   */
  hide(hidden: boolean): void;
  /** Stops everything and releases the devices. */
  release(): void;
}

export function localTracks(
  devices: Devices,
  media: LocalMedia = browserMedia,
): LocalTracks {
  const microphoneOn = signal(devices.audio.value !== null);
  const tracks = sdkTracks({
    devices,
    media,
    prepare(track) {
      // Takes over the current state, before anyone receives it.
      if (track.kind === "audio") track.enable(microphoneOn.peek());
      else camera.prepare(track);
    },
    watch: (track) => recovery.watch(track),
  });
  const restarter = trackRestarter(() => recovery.look());
  const camera = cameraControl({ devices, tracks, restarter });
  const recovery = trackRecovery({ devices, tracks, restarter, camera });

  return {
    microphoneOn,
    cameraOn: camera.on,
    facing: camera.facing,
    audio: tracks.audio,
    video: tracks.video,
    interrupted: recovery.interrupted,
    wrap: tracks.wrap,
    async toggle(kind) {
      const isThere = tracks.get(kind) ||
        !tracks.isWrapped() && devices[kind].value;
      if (!isThere) return false;
      if (kind === "video") {
        await camera.toggle();
      } else {
        microphoneOn.value = !microphoneOn.value;
        tracks.get("audio")?.enable(microphoneOn.value);
      }
      return true;
    },
    async add(kind, sdk) {
      // Existing tracks first, so that no device has two tracks.
      await tracks.wrap(sdk);
      await devices.choose(kind);
      if (!devices[kind].value) return;
      (kind === "audio" ? microphoneOn : camera.on).value = true;
      await tracks.add(kind, sdk);
      recovery.look();
    },
    flip: camera.flip,
    async choose(kind, deviceId) {
      if (kind === "video") return await camera.choose(deviceId);
      const wanted = constraintsFor("audio", deviceId);
      await restarter.restart(tracks.get("audio"), wanted);
    },
    restore: recovery.restore,
    hide: camera.hide,
    release() {
      tracks.release();
      recovery.reset();
      devices.release();
    },
  };
}
