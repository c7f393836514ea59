import type { ReadonlySignal } from "@preact/signals";
import { SECOND } from "@/lib/domain/basic/instant.ts";
import { cleanups, type Timers } from "@/lib/client/page/browser.ts";
import { onEach } from "@/lib/client/page/emitter.ts";
import { listInputs } from "@/lib/client/media/device_lists.ts";
import { adopt } from "@/lib/client/media/device_switches.ts";
import type { Devices, Kind } from "@/lib/client/media/devices.ts";
import type { MediaTrack, SdkTracks } from "@/lib/client/media/sdk_tracks.ts";
import type { TrackRestarter } from "@/lib/client/media/track_restarter.ts";
import type { CaptureGate } from "./capture_gate.ts";
import type { InterruptionEvent } from "./interruption.ts";

/** Turns what our own tracks say into events. */
export interface TrackSigns {
  /** Rereads the state of all tracks. */
  look(): void;
  /** The available devices have changed. */
  devicesChanged(): Promise<void>;
  /** Observes a track; returns the undo. */
  watch(track: MediaTrack): () => void;
  /** Whether the device was unplugged, while there is another one. */
  isGone(track: MediaTrack): Promise<boolean>;
}

export interface TrackSignsOptions {
  readonly devices: Pick<Devices, "source" | "inputs" | "problems">;
  readonly tracks: Pick<SdkTracks, "get" | "isWrapped">;
  readonly on: Readonly<Record<Kind, ReadonlySignal<boolean>>>;
  readonly restarter: Pick<TrackRestarter, "isBusy">;
  readonly captures: Pick<CaptureGate, "isCapturing">;
  readonly timers: Pick<Timers, "after">;
  /** Every device that is connected. */
  readonly connected: () => Promise<readonly Pick<MediaDeviceInfo, "kind">[]>;
  /** Whether the system is known to hold it muted. */
  readonly isHeld: (kind: Kind) => boolean;
  /** Whether there was none of this kind. */
  readonly isMissing: (kind: Kind) => boolean;
  readonly send: (event: InterruptionEvent) => void;
}

const KINDS = ["audio", "video"] as const;
/** For a capture of the SDK's own to arrive in its track. */
const LOOK_AGAIN = 2 * SECOND;

export function trackSigns(options: TrackSignsOptions): TrackSigns {
  const { devices, tracks, on, restarter, captures, timers, send } = options;
  const seen = new Map<Kind, MediaStreamTrack>();
  const stops = new Map<MediaTrack, () => void>();

  function look(): void {
    KINDS.forEach(lookAt);
  }

  function lookAt(kind: Kind): void {
    // Our own restart stops a track before it has another one.
    if (restarter.isBusy(kind)) return;
    const track = tracks.get(kind);
    if (!track) return lookForMissing(kind);
    const { mediaStreamTrack: source } = track;
    adopt(devices, source);
    if (source !== seen.get(kind) && !track.isStopped) {
      seen.set(kind, source);
      send({ type: "captured", kind });
    }
    if (track.isStopped) return void ended(track).catch(() => {});
    if (track.isMuted) return send({ type: "lost", kind, by: "muted" });
    if (options.isHeld(kind)) send({ type: "unmuted", kind });
  }

  /** Lost while joining, before the SDK had its track. */
  function lookForMissing(kind: Kind): void {
    if (!tracks.isWrapped() || !on[kind].peek()) return;
    send({ type: "lost", kind, by: "ended" });
  }

  async function ended(track: MediaTrack): Promise<void> {
    const { kind } = track;
    // After an await: the SDK stops a track just before it captures another.
    const by = await isGone(track)
      ? "gone"
      : await isNoneLeft(kind)
      ? "missing"
      : "ended";
    if (!track.isStopped || restarter.isBusy(kind)) return;
    // A camera that is off is stopped, and not lost.
    if (kind === "video" && !on.video.peek()) return;
    if (captures.isCapturing(kind)) {
      stops.get(track)?.();
      stops.set(track, timers.after(LOOK_AGAIN, look));
      return;
    }
    send({ type: "lost", kind, by });
  }

  /**
   * Entries without an id count: browsers list them for a page that captures
   * nothing at the moment. An empty list says nothing at all.
   */
  async function isNoneLeft(kind: Kind): Promise<boolean> {
    const all = await options.connected().catch(() => []);
    return all.length > 0 && !all.some((one) => one.kind === `${kind}input`);
  }

  async function isGone(track: MediaTrack): Promise<boolean> {
    const { deviceId, groupId } = track.mediaStreamTrack.getSettings();
    if (!deviceId) return false;
    const left = await listInputs(devices, track.kind);
    return left.length > 0 && !left.some((one) =>
      one.deviceId === deviceId &&
      // Chrome's name for whichever device is the default now.
      (deviceId !== "default" || !groupId || one.groupId === groupId)
    );
  }

  return {
    look,
    isGone,
    async devicesChanged() {
      for (const kind of KINDS) {
        const track = tracks.get(kind);
        if (!track || !on[kind].peek() || restarter.isBusy(kind)) continue;
        const isNone = await isNoneLeft(kind);
        // Some systems leave the track of a device that is gone as it was.
        const isOther = await isGone(track);
        if (captures.isCapturing(kind)) continue;
        const was = options.isMissing(kind);
        if (was && !isNone) send({ type: "connected", kind });
        else if (isOther) send({ type: "lost", kind, by: "gone" });
        else if (isNone && !was) send({ type: "lost", kind, by: "missing" });
      }
    },
    watch(track) {
      const undo = cleanups();
      undo.add(onEach(track, CHANGES, look));
      undo.add(() => {
        stops.get(track)?.();
        stops.delete(track);
        seen.delete(track.kind);
      });
      // Muted or ended before the call had it.
      look();
      return undo.run;
    },
  };
}

const CHANGES = ["muted", "unmuted", "started", "stopped"];
