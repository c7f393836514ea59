import { cleanups, type Page, type Timers } from "@/lib/client/page/browser.ts";

/** What a pause waits for beside its time. */
export interface PauseParts {
  readonly page: Pick<Page, "on">;
  readonly timers: Pick<Timers, "after">;
  /** Calls back whenever the server was heard from; returns its undo. */
  readonly onHeard?: ((then: () => void) => () => void) | undefined;
}

/** Ends early when there is a network again, the page is seen again, or the signal is aborted. */
export function pause(
  ms: number,
  signal: AbortSignal,
  { page, timers, onHeard }: PauseParts,
): Promise<void> {
  return new Promise((done) => {
    const stops = cleanups();
    const go = () => {
      stops.run();
      done();
    };
    stops.add(timers.after(ms, go));
    stops.add(page.on("online", go));
    stops.add(page.on("visible", go));
    if (onHeard) stops.add(onHeard(go));
    signal.addEventListener("abort", go, { once: true });
  });
}
