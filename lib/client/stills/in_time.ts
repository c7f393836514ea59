import type { Timers } from "@/lib/client/page/browser.ts";

export interface Limits {
  readonly timers: Pick<Timers, "after">;
  /** Milliseconds. */
  readonly ms: number;
  /** Nobody waits for it any more. */
  readonly dropped?: AbortSignal | undefined;
}

/**
 * The result, or null if it fails, takes too long or is dropped: some of a
 * camera's promises never settle after a failure.
 */
export function inTime<T>(
  { timers, ms, dropped }: Limits,
  work: () => Promise<T>,
): Promise<T | null> {
  return new Promise((done) => {
    const settle = (value: T | null) => {
      stop();
      dropped?.removeEventListener("abort", giveUp);
      done(value);
    };
    const giveUp = () => settle(null);
    const stop = timers.after(ms, giveUp);
    if (dropped?.aborted) return giveUp();
    dropped?.addEventListener("abort", giveUp);
    // A function that throws at once fails like its promise.
    Promise.resolve().then(work).then(settle, giveUp);
  });
}
