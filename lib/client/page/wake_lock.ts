import { effect, type ReadonlySignal } from "@preact/signals";
import { browserTimers, cleanups, type Page, type Timers } from "./browser.ts";

/** So often a lock that is missing in front of the person is asked for again. */
const AGAIN = 5_000;

export interface WakeLockOptions {
  readonly wakeLock?: Pick<WakeLock, "request"> | undefined;
  readonly timers?: Pick<Timers, "every">;
}

/**
 * Keeps the screen on while the user waits or talks. A browser releases the
 * lock when the page is hidden, and a system may do so at any time, so it is
 * requested again. Without wake lock support, or with a low battery, nothing
 * happens.
 *
 * @returns the undo
 */
export function keepAwake(
  page: Page,
  { wakeLock = globalThis.navigator?.wakeLock, timers = browserTimers }:
    WakeLockOptions = {},
): () => void {
  if (!wakeLock) return () => {};
  const stops = cleanups();
  let sentinel: WakeLockSentinel | null = null;
  let asking = false;
  let done = false;
  async function ask(): Promise<void> {
    if (asking || done || !page.isVisible()) return;
    if (sentinel && !sentinel.released) return;
    asking = true;
    try {
      sentinel = await wakeLock!.request("screen");
    } catch {
      sentinel = null;
    }
    asking = false;
    if (done) release();
  }
  const release = () => void sentinel?.release().catch(() => {});
  stops.add(page.on("visible", ask));
  stops.add(page.on("shown", ask));
  // A request that was made before the page was hidden may be refused after it
  // is visible again.
  stops.add(timers.every(AGAIN, ask));
  void ask();
  return () => {
    done = true;
    stops.run();
    release();
  };
}

/** The same, only while it is wanted. Returns the undo. */
export function keepAwakeWhile(
  wanted: ReadonlySignal<boolean>,
  ...options: Parameters<typeof keepAwake>
): () => void {
  // The undo of one run is the effect's own clean-up.
  return effect(() => wanted.value ? keepAwake(...options) : undefined);
}
