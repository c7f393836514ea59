import type { Drawable } from "@/lib/client/booking/prepare_photo.ts";
import { browserTimers, type Timers } from "@/lib/client/page/browser.ts";
import type { StillSource } from "@/lib/domain/stills/still.ts";
import { captureFrame, type GrabFrame } from "./frame_capture.ts";
import { grabFrame } from "./grab_frame.ts";
import {
  capturePhoto,
  type MakeCapture,
  type PhotoCapture,
} from "./photo_capture.ts";

/** A picture before it is prepared. */
export interface TakenStill {
  readonly from: StillSource;
  readonly picture: Blob | Drawable;
}

export interface TakeOptions {
  readonly camera?: StillCamera;
  /** Another picture has taken its place: nothing more is asked of the camera. */
  readonly dropped?: AbortSignal;
}

/** The browser's part; a test replaces it. */
export interface StillCamera {
  readonly make: MakeCapture;
  readonly grab: GrabFrame;
  readonly timers: Pick<Timers, "after">;
}

/**
 * A picture of a camera that is running: by the camera at its full resolution,
 * else a frame of its video; null if it gives neither, and a file is left. The
 * track is never stopped or replaced: the call goes on.
 */
export async function takeStill(
  track: MediaStreamTrack | null,
  { camera = browserCamera, dropped }: TakeOptions = {},
): Promise<TakenStill | null> {
  if (track === null || !isFlowing(track)) return null;
  const photo = await capturePhoto(track, { ...camera, dropped });
  if (photo) return { from: "photo", picture: photo };
  if (dropped?.aborted) return null;
  const frame = await captureFrame(track, { ...camera, dropped });
  return frame && { from: "frame", picture: frame };
}

/** A camera that is off, or taken by another app, gives black pictures. */
function isFlowing({ readyState, enabled, muted }: MediaStreamTrack): boolean {
  return readyState === "live" && enabled && !muted;
}

const browserCamera: StillCamera = {
  make(track) {
    const { ImageCapture } = globalThis as unknown as {
      readonly ImageCapture?: new (track: MediaStreamTrack) => PhotoCapture;
    };
    return ImageCapture ? new ImageCapture(track) : null;
  },
  grab: grabFrame,
  timers: browserTimers,
};
