import { type ReadonlySignal, signal } from "@preact/signals";
import { onEach } from "@/lib/client/page/emitter.ts";
import type { CameraControl } from "./camera_control.ts";
import { AUDIO } from "./device_constraints.ts";
import type { Devices, Kind } from "./devices.ts";
import type { MediaTrack, SdkTracks } from "./sdk_tracks.ts";
import type { TrackRestarter } from "./track_restarter.ts";

/** Detects interrupted devices and captures them again. */
export interface TrackRecovery {
  /** The system took the microphone or camera away, for example for a phone call. */
  readonly interrupted: ReadonlySignal<Kind | null>;
  /** Rereads the state of all tracks. */
  look(): void;
  /** Observes a track; returns the undo. */
  watch(track: MediaTrack): () => void;
  /** Recaptures what was interrupted. */
  restore(): Promise<void>;
  /** Clears the state after the tracks are released. */
  reset(): void;
}

const CHANGES = ["muted", "unmuted", "started", "stopped"];

export function trackRecovery({ devices, tracks, restarter, camera }: {
  readonly devices: Pick<Devices, "list" | "replaced">;
  readonly tracks: Pick<SdkTracks, "get">;
  readonly restarter: TrackRestarter;
  readonly camera: CameraControl;
}): TrackRecovery {
  const interrupted = signal<Kind | null>(null);

  function lost(): Kind | null {
    if (isOut(tracks.get("audio"))) return "audio";
    // A camera that is off is not interrupted.
    return camera.on.value && isOut(tracks.get("video")) ? "video" : null;
  }

  function look(): void {
    if (restarter.isBusy()) return;
    for (const kind of ["audio", "video"] as const) {
      const track = tracks.get(kind);
      if (track) devices.replaced(track.mediaStreamTrack);
    }
    interrupted.value = lost();
  }

  /** Unplugged, or out of battery: takes another one, without a prompt. */
  async function replaceGone(track: MediaTrack): Promise<void> {
    const { deviceId } = track.mediaStreamTrack.getSettings();
    if (restarter.isBusy() || !deviceId || !isOut(track)) return;
    if (track.kind === "video" && !camera.on.value) return;
    const left = await devices.list(track.kind);
    if (left.length === 0 || left.some((one) => one.deviceId === deviceId)) {
      return;
    }
    if (track.kind === "video") camera.useAny();
    await restart(track);
  }

  function restart(track: MediaTrack): Promise<void> {
    const wanted = track.kind === "audio" ? AUDIO : camera.constraints();
    return restarter.restart(track, wanted);
  }

  return {
    interrupted,
    look,
    watch(track) {
      const stopLooking = onEach(track, CHANGES, look);
      const stopReplacing = onEach(
        track,
        ["stopped"],
        () => void replaceGone(track).catch(() => {}),
      );
      return () => {
        stopLooking();
        stopReplacing();
      };
    },
    async restore() {
      const audio = tracks.get("audio");
      if (audio && isOut(audio)) await restart(audio);
      const video = tracks.get("video");
      if (video && camera.on.value && isOut(video)) await restart(video);
    },
    reset: () => void (interrupted.value = null),
  };
}

function isOut(track: MediaTrack | null): boolean {
  return track !== null && (track.isMuted || track.isStopped);
}
