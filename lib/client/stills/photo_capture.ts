import { SECOND } from "@/lib/domain/basic/instant.ts";
import type { Timers } from "@/lib/client/page/browser.ts";
import { inTime } from "./in_time.ts";

const LIMIT = 3 * SECOND;

/** The used part of `ImageCapture` (W3C MediaStream Image Capture). */
export interface PhotoCapture {
  getPhotoCapabilities(): Promise<{
    readonly imageWidth?: { readonly max: number };
    readonly imageHeight?: { readonly max: number };
  }>;
  takePhoto(
    settings?: { readonly imageWidth: number; readonly imageHeight: number },
  ): Promise<Blob>;
}

/** Null where the browser has none. */
export type MakeCapture = (track: MediaStreamTrack) => PhotoCapture | null;

/**
 * A photo by the camera beside its video, at its largest size; null if there is
 * none in time. After a failure `takePhoto` of the same object may keep failing
 * (WebKit PR 70535), so the second try has a fresh one, and names no size:
 * some cameras refuse what they say they can.
 */
export async function capturePhoto(
  track: MediaStreamTrack,
  { make, timers, dropped }: {
    readonly make: MakeCapture;
    readonly timers: Pick<Timers, "after">;
    readonly dropped?: AbortSignal | undefined;
  },
): Promise<Blob | null> {
  for (const take of [largest, plain]) {
    if (dropped?.aborted) return null;
    const photo = await inTime({ timers, ms: LIMIT, dropped }, async () => {
      const capture = make(track);
      return capture && await take(capture);
    });
    if (photo && photo.size > 0) return photo;
  }
  return null;
}

/** Without a size, Safari takes one of the video's. */
async function largest(capture: PhotoCapture): Promise<Blob> {
  const { imageWidth, imageHeight } = await capture.getPhotoCapabilities();
  const width = imageWidth?.max ?? 0;
  const height = imageHeight?.max ?? 0;
  return width > 0 && height > 0
    ? await capture.takePhoto({ imageWidth: width, imageHeight: height })
    : await capture.takePhoto();
}

function plain(capture: PhotoCapture): Promise<Blob> {
  return capture.takePhoto();
}
