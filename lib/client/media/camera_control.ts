import {
  computed,
  type ReadonlySignal,
  type Signal,
  signal,
} from "@preact/signals";
import { cameraWithId } from "./chosen_device.ts";
import {
  ANY_CAMERA,
  asCaptured,
  type CameraChoice,
  type Facing,
} from "./device_constraints.ts";
import type { CaptureGate } from "@/lib/client/interruption/capture_gate.ts";
import { listInputs } from "./device_lists.ts";
import type { Devices } from "./devices.ts";
import type { MediaTrack, SdkTracks } from "./sdk_tracks.ts";
import type { TrackRestarter } from "./track_restarter.ts";

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
  /** Chooses a camera, or stays with the one before if that one does not start; while the camera is off, only for the next start. */
  choose(deviceId: string): Promise<void>;
  /** Stops or resumes sending while the page is hidden; the camera stays on. */
  hide(hidden: boolean): void;
}

export function cameraControl({ devices, tracks, restarter, captures }: {
  readonly devices: Pick<Devices, "video" | "source" | "camera" | "switched">;
  readonly tracks: Pick<SdkTracks, "get">;
  readonly restarter: TrackRestarter;
  readonly captures: Pick<CaptureGate, "cancel">;
}): CameraControl {
  // As it was left in the waiting room: on or off, and which one.
  const on = signal(devices.video.value !== null);
  const { camera } = devices;
  let hidden = false;

  const isSent = () => on.peek() && !hidden;

  async function restart(): Promise<void> {
    const track = tracks.get("video");
    if (!track || !on.peek()) return;
    await restarter.restart(track, camera.peek().constraints);
    camera.value = asCaptured(camera.peek(), track.mediaStreamTrack);
  }

  async function toggle(): Promise<void> {
    const track = tracks.get("video");
    on.value = !on.value;
    devices.switched("video", on.value);
    if (!track) return;
    // The room is notified before the video freezes.
    track.enable(isSent());
    if (!on.value) {
      // One that is still starting, or never does, is not waited for.
      captures.cancel("video");
      track.stop();
      return;
    }
    await restarter.whenFree("video");
    // A camera that does not start is shown as interrupted, with a button to
    // try again.
    if (track.isStopped) await restart().catch(() => {});
  }

  /** If there is no such camera, or it is busy, the first one comes back. */
  async function change(wanted: CameraChoice): Promise<void> {
    const before = camera.peek();
    camera.value = wanted;
    try {
      await restart();
    } catch {
      camera.value = before;
      await restart().catch(() => {});
    }
  }

  async function flip(): Promise<void> {
    const track = tracks.get("video");
    if (!track || !on.value || restarter.isBusy("video")) return;
    const before = camera.peek();
    const settings = track.mediaStreamTrack.getSettings();
    // Nobody flips before the first picture: it comes with a call's late parts.
    const [{ otherCamera }, cameras] = await Promise.all([
      import("./other_camera.ts"),
      listInputs(devices, "video"),
    ]);
    // A second tap may have come during the await.
    if (restarter.isBusy("video")) return;
    await change(otherCamera({ now: before, settings, cameras }));
  }

  return {
    on,
    facing: computed(() => camera.value.facing),
    constraints: () => camera.peek().constraints,
    useAny: () => void (camera.value = ANY_CAMERA),
    prepare(track) {
      track.enable(isSent());
      if (!on.peek()) track.stop();
    },
    toggle,
    flip,
    async choose(deviceId) {
      // During a flip, for example: what is chosen last counts.
      await restarter.whenFree("video");
      const wanted = cameraWithId(deviceId);
      if (on.value) await change(wanted);
      else camera.value = wanted;
    },
    hide(yes) {
      hidden = yes;
      tracks.get("video")?.enable(isSent());
    },
  };
}
