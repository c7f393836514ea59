import type { Timers } from "@/lib/client/page/browser.ts";

/** The used part of a `<video>`. */
export interface FrameSource {
  readonly currentTime: number;
  requestVideoFrameCallback?(then: () => void): number;
  cancelVideoFrameCallback?(handle: number): void;
}

/** A camera in the dark shows five frames a second, and none is slower by far. */
const LIMIT = 2_000;

/**
 * Waits for the camera's next frame; where the browser does not tell, for the
 * screen's next one that has a new time.
 *
 * @returns false if there is none within two seconds, as in a `<video>` that
 * left the page or has stalled
 */
export function nextFrame(
  video: FrameSource,
  { timers, onPaint = (then) => requestAnimationFrame(then), isOver }: {
    readonly timers: Pick<Timers, "after">;
    readonly onPaint?: (then: () => void) => unknown;
    readonly isOver: () => boolean;
  },
): Promise<boolean> {
  return new Promise((resolve) => {
    let done = false;
    let forget = () => {};
    const end = (shown: boolean) => {
      done = true;
      cancel();
      forget();
      resolve(shown);
    };
    const cancel = timers.after(LIMIT, () => end(false));
    if (video.requestVideoFrameCallback) {
      const handle = video.requestVideoFrameCallback(() => end(true));
      forget = () => video.cancelVideoFrameCallback?.(handle);
      return;
    }
    const before = video.currentTime;
    const look = () => {
      if (done) return;
      if (isOver()) return end(false);
      if (video.currentTime !== before) return end(true);
      onPaint(look);
    };
    onPaint(look);
  });
}
