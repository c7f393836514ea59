import { cleanups, type Page } from "./browser.ts";

/**
 * Keeps the screen on while the user waits or talks. A browser releases the
 * lock when the page is hidden, so it is requested again whenever the page is
 * in front. Without wake lock support, or with a low battery, nothing happens.
 *
 * @returns the undo
 */
export function keepAwake(
  page: Page,
  wakeLock: Pick<WakeLock, "request"> | undefined = globalThis.navigator
    ?.wakeLock,
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
  stops.add(page.on("visible", () => void ask()));
  stops.add(page.on("shown", () => void ask()));
  void ask();
  return () => {
    done = true;
    stops.run();
    release();
  };
}
