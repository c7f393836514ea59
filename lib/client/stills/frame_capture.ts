import { SECOND } from "@/lib/domain/basic/instant.ts";
import type { Drawable } from "@/lib/client/booking/prepare_photo.ts";
import type { Timers } from "@/lib/client/page/browser.ts";
import { inTime } from "./in_time.ts";

const LIMIT = 3 * SECOND;
/** More than any camera has; it gives its largest. */
const ANY = 8192;

/** Draws the next frame of a track, in the track's own size. */
export type GrabFrame = (track: MediaStreamTrack) => Promise<Drawable | null>;

/**
 * A frame of the video at the highest resolution that the camera grants; null
 * if there is none. The track goes on meanwhile and gets its own constraints
 * back, whatever happens.
 */
export async function captureFrame(
  track: MediaStreamTrack,
  { grab, timers, dropped }: {
    readonly grab: GrabFrame;
    readonly timers: Pick<Timers, "after">;
    readonly dropped?: AbortSignal | undefined;
  },
): Promise<Drawable | null> {
  const before = track.getConstraints();
  // Never dropped: the track's own constraints must be the last ones.
  const apply = (constraints: MediaTrackConstraints) =>
    inTime(
      { timers, ms: LIMIT },
      () => track.applyConstraints(constraints),
    );
  let over = false;
  await apply({ ...before, ...largestOf(track) });
  try {
    return await inTime({ timers, ms: LIMIT, dropped }, async () => {
      const frame = await grab(track);
      // Too late for anybody: it holds its memory until it is closed.
      if (over) frame?.close();
      return frame;
    });
  } finally {
    over = true;
    await apply(before);
  }
}

function largestOf(track: MediaStreamTrack): MediaTrackConstraints {
  // Firefox had no capabilities before version 132.
  const { width, height } = track.getCapabilities?.() ?? {};
  return {
    width: { ideal: width?.max ?? ANY },
    height: { ideal: height?.max ?? ANY },
  };
}
