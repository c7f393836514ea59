import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { constraintsFor, VIDEO } from "./device_constraints.ts";
import type { Devices } from "./devices.ts";
import type { MediaTrack, SdkTracks } from "./sdk_tracks.ts";
import type { TrackRestarter } from "./track_restarter.ts";

export type Facing = "user" | "environment";

/** Our camera in the call: whether it is on, and which one. */
export interface CameraControl {
  readonly on: Signal<boolean>;
  /** The front camera is mirrored, the other is not. */
  readonly facing: ReadonlySignal<Facing>;
  /** The constraints of the next capture. */
  constraints(): MediaTrackConstraints;
  /** Accepts any camera in the next capture. */
  useAny(): void;
  /** Applies on, off and hidden to a new track. */
  prepare(track: MediaTrack): void;
  /** Switches the camera on or off. Off, it captures nothing and its light goes out. */
  toggle(): Promise<void>;
  /** Switches to the other camera. */
  flip(): Promise<void>;
  /** Chooses a camera; while the camera is off, only for the next start. */
  choose(deviceId: string): Promise<void>;
  /** Stops or resumes sending while the page is hidden; the camera stays on. */
  hide(hidden: boolean): void;
}

export function cameraControl({ devices, tracks, restarter }: {
  readonly devices: Pick<Devices, "video" | "list">;
  readonly tracks: Pick<SdkTracks, "get">;
  readonly restarter: TrackRestarter;
}): CameraControl {
  const on = signal(devices.video.value !== null);
  const facing = signal<Facing>("user");
  let wanted: MediaTrackConstraints = VIDEO;
  let hidden = false;

  const isSent = () => on.peek() && !hidden;

  async function toggle(): Promise<void> {
    const track = tracks.get("video");
    // Pressed twice, while the camera starts.
    if (track && restarter.isBusy()) return;
    on.value = !on.value;
    if (!track) return;
    // The room is notified before the video freezes.
    track.enable(isSent());
    if (!on.value) track.stop();
    // A camera that does not start is shown as interrupted, with a button to
    // try again.
    else await restarter.restart(track, wanted).catch(() => {});
  }

  async function flip(): Promise<void> {
    const track = tracks.get("video");
    if (!track || !on.value || restarter.isBusy()) return;
    const before = { wanted, facing: facing.value };
    const settings = track.mediaStreamTrack.getSettings();
    const others = settings.facingMode ? [] : await devices.list("video");
    if (others.length > 1) {
      wanted = constraintsFor("video", nextOf(others, settings.deviceId));
    } else {
      // From the value before the await: a second tap may have come since.
      facing.value = before.facing === "user" ? "environment" : "user";
      wanted = { ...VIDEO, facingMode: facing.value };
    }
    try {
      await restarter.restart(track, wanted);
    } catch {
      // There is no second camera, or it is busy: back to the first one.
      wanted = before.wanted;
      facing.value = before.facing;
      await restarter.restart(track, wanted).catch(() => {});
    }
  }

  return {
    on,
    facing,
    constraints: () => wanted,
    useAny: () => void (wanted = VIDEO),
    prepare(track) {
      track.enable(isSent());
      if (!on.peek()) track.stop();
    },
    toggle,
    flip,
    async choose(deviceId) {
      wanted = constraintsFor("video", deviceId);
      facing.value = "user";
      if (on.value) await restarter.restart(tracks.get("video"), wanted);
    },
    hide(yes) {
      hidden = yes;
      tracks.get("video")?.enable(isSent());
    },
  };
}

/** Desktop cameras have no facing mode, so the next one in the list is taken. */
function nextOf(
  cameras: readonly MediaDeviceInfo[],
  deviceId: string | undefined,
): string | undefined {
  const ids = cameras.map((one) => one.deviceId);
  return ids[(ids.indexOf(deviceId ?? "") + 1) % ids.length];
}
