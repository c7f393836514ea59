/**
 * A page that is older than the server asks for scripts that a deploy has
 * removed. It reloads once and is then of the server's version; the session
 * brings the person back to where they were.
 */

/** The scripts of this page are gone; `reloadWithoutScripts` listens. */
export const SCRIPT_GONE = "script-gone";

/**
 * Reloads the page once when one of its scripts cannot be loaded. Runs inline,
 * before any of them, from its own source text: it must not use anything from
 * outside.
 */
export function reloadWithoutScripts(): void {
  // A page that has just been reloaded would do so again and again.
  const AGAIN_AFTER_MS = 60_000;
  const ASK_EVERY_MS = 2_000;
  let reloading = false;

  const wasJustReloaded = () => {
    const [navigation] = performance.getEntriesByType("navigation");
    const { type } = (navigation ?? {}) as Partial<PerformanceNavigationTiming>;
    return type === "reload" && performance.now() < AGAIN_AFTER_MS;
  };
  const somethingIsTyped = () =>
    [...document.querySelectorAll<HTMLInputElement>("input, textarea")]
      .some((field) => field.value !== field.defaultValue);
  // It would interrupt the call. What is missing can wait, unless somebody asks
  // for it.
  const isInCall = () =>
    document.querySelector(".stage") !== null &&
    document.querySelector("[data-asks-late]") === null;
  const answers = () =>
    fetch("/api/health", { cache: "no-store" })
      .then(({ ok }) => ok, () => false);

  // Offline, or between two servers, a reload would lose the page.
  async function reloadOnceThereIsAServer() {
    if (reloading || wasJustReloaded() || somethingIsTyped()) return;
    reloading = true;
    while (isInCall() || !await answers()) {
      await new Promise((done) => setTimeout(done, ASK_EVERY_MS));
    }
    reloading = false;
    if (!somethingIsTyped()) location.reload();
  }

  // Errors of loading do not bubble.
  addEventListener("error", ({ target }) => {
    if (target instanceof HTMLScriptElement) void reloadOnceThereIsAServer();
  }, true);
  addEventListener("script-gone", () => void reloadOnceThereIsAServer());
}

/** Whether a script is gone for good, and not merely out of reach. */
export async function isGone(url: string): Promise<boolean> {
  try {
    const { status } = await fetch(url, { method: "HEAD", cache: "no-store" });
    return status === 404;
  } catch {
    return false;
  }
}
