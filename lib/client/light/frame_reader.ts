import { browserTimers, type Timers } from "@/lib/client/page/browser.ts";
import type { FramePair } from "./light_measures.ts";
import { nextFrame } from "./next_frame.ts";
import { type SmallFrame, smallSize } from "./small_frame.ts";

/** Reads small frames of a video; only in a browser. */
export interface FrameReader {
  /** Two successive frames, or null while there is no picture. */
  pair(): Promise<FramePair | null>;
  close(): void;
}

/**
 * Small frames are every so many pixels of the camera's, not their means
 * (`imageSmoothingEnabled`): the mean of 200 pixels has no noise.
 *
 * @param current the `<video>` that shows the camera now
 * @returns null where the browser's canvas does not return what was drawn
 */
export function frameReader(
  current: () => HTMLVideoElement,
  { canvas = document.createElement("canvas"), timers = browserTimers }: {
    readonly canvas?: HTMLCanvasElement;
    readonly timers?: Pick<Timers, "after">;
  } = {},
): FrameReader | null {
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context || !isTruthful(context)) return null;
  let closed = false;
  const isOver = () => closed;
  const read = (video: HTMLVideoElement): SmallFrame | null => {
    const { videoWidth: width, videoHeight: height } = video;
    if (width === 0 || height === 0) return null;
    const size = smallSize({ width, height });
    if (canvas.width !== size.width || canvas.height !== size.height) {
      Object.assign(canvas, size);
    }
    context.imageSmoothingEnabled = false;
    context.drawImage(video, 0, 0, size.width, size.height);
    return context.getImageData(0, 0, size.width, size.height);
  };
  const next = async (video: HTMLVideoElement) =>
    await nextFrame(video, { timers, isOver }) && !closed ? read(video) : null;
  return {
    async pair() {
      const video = current();
      const first = await next(video);
      const second = first && await next(video);
      // Between the two, the phone may have been turned.
      return second && first.width === second.width ? [first, second] : null;
    },
    close() {
      closed = true;
    },
  };
}

/** Some browsers return random or white pixels, against fingerprinting. */
function isTruthful(context: CanvasRenderingContext2D): boolean {
  context.fillStyle = "#6496c8";
  context.fillRect(0, 0, 16, 16);
  const { data } = context.getImageData(0, 0, 16, 16);
  return data.every((value, at) => value === [100, 150, 200, 255][at % 4]);
}
