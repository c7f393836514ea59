import { SECOND } from "@/lib/domain/basic/instant.ts";
import type { Page, Timers } from "./browser.ts";

/** How often the page polls while no events arrive. */
export const POLL_EVERY = 3 * SECOND;
/** The same for a hidden page; browsers slow its timers further. */
export const HIDDEN_POLL_EVERY = 10 * SECOND;

/** Polls while no events arrive. */
export function pollWhileDown(
  { page, timers, poll, onLive }: {
    readonly page: Pick<Page, "isVisible">;
    readonly timers: Timers;
    readonly poll: () => void;
    readonly onLive?: (live: boolean) => void;
  },
): { start(patience: number): void; stop(): void } {
  let cancel: (() => void) | null = null;
  return {
    /** Starts polling after `patience` milliseconds, so that short gaps go unnoticed. */
    start(patience) {
      if (cancel) return;
      const pollIn = (ms: number) => {
        cancel = timers.after(ms, () => {
          onLive?.(false);
          poll();
          const every = page.isVisible() ? POLL_EVERY : HIDDEN_POLL_EVERY;
          pollIn(every * (0.75 + timers.random() / 2));
        });
      };
      pollIn(patience);
    },
    stop() {
      cancel?.();
      cancel = null;
    },
  };
}
