import {
  type DeviceProblem,
  problemOf,
} from "@/lib/client/media/device_problems.ts";
import type { Kind } from "@/lib/client/media/devices.ts";
import type { MediaTrack, SdkTracks } from "@/lib/client/media/sdk_tracks.ts";
import type { TrackRestarter } from "@/lib/client/media/track_restarter.ts";
import type { Recovered } from "./interruptions.ts";

export interface RecaptureOptions {
  readonly tracks: Pick<SdkTracks, "get">;
  /** What to capture. */
  readonly constraints: (kind: Kind) => MediaTrackConstraints;
  /** The chosen device was unplugged: accepts any other. */
  readonly useAny: (kind: Kind) => void;
  readonly restarter: Pick<TrackRestarter, "restart" | "whenFree">;
  readonly isGone: (track: MediaTrack) => Promise<boolean>;
  /** False once somebody else has captured it, the person switched it off, or the page released it. */
  readonly isNeeded: (kind: Kind) => boolean;
  /** Acquires a device that has no track yet. */
  readonly add: (kind: Kind) => Promise<DeviceProblem | null>;
}

/**
 * Captures devices again with a fresh `getUserMedia` for each, because the old
 * tracks lie (100mslive/web-sdks PR 3728). The SDK's track and its publication
 * stay the same: only what is in them is replaced.
 */
export async function recapture(
  kinds: readonly Kind[],
  options: RecaptureOptions,
): Promise<Recovered> {
  const problems: Partial<Record<Kind, DeviceProblem>> = {};
  for (const kind of kinds) {
    // One at a time: the person may be flipping the camera.
    await options.restarter.whenFree(kind);
    if (!options.isNeeded(kind)) continue;
    const problem = await captureAgain(kind, options).catch(problemOf);
    if (problem) problems[kind] = problem;
  }
  return Object.keys(problems).length === 0
    ? { ok: true }
    : { ok: false, problems };
}

async function captureAgain(
  kind: Kind,
  { tracks, restarter, ...options }: RecaptureOptions,
): Promise<DeviceProblem | null> {
  const track = tracks.get(kind);
  if (!track) return await options.add(kind);
  if (await options.isGone(track)) options.useAny(kind);
  // Released or switched off in the meantime.
  if (!options.isNeeded(kind)) return null;
  await restarter.restart(track, options.constraints(kind));
  publishStateAgain(track);
  return null;
}

/** The others may still have the state of the interruption. */
function publishStateAgain(track: MediaTrack): void {
  if (!track.isEnabled) return;
  track.disable();
  track.enable();
}
