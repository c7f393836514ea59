import { SECOND } from "@/lib/domain/basic/instant.ts";
import type { Timers } from "@/lib/client/page/browser.ts";

/** A person who turns the microphone on makes some noise within this time. */
export const SILENT_AFTER = 6 * SECOND;

/** Notices that nothing is heard from a microphone that is on. */
export interface SilenceWatch {
  /** Something was heard. */
  heard(): void;
  /** Begins anew: what was before counts for nothing. */
  restart(): void;
  stop(): void;
}

export function silenceWatch({ timers, isListening, onSilent }: {
  readonly timers: Pick<Timers, "after">;
  /** Whether sound would be noticed: not in a hidden page, or while the browser suspends audio. */
  readonly isListening: () => boolean;
  /** Called when the silence has lasted, and when it ends. */
  readonly onSilent: (silent: boolean) => void;
}): SilenceWatch {
  let silent = false;
  let cancel = () => {};

  function tell(now: boolean): void {
    if (silent === now) return;
    silent = now;
    onSilent(now);
  }

  function restart(): void {
    cancel();
    cancel = timers.after(SILENT_AFTER, () => {
      if (isListening()) tell(true);
      else restart();
    });
  }

  restart();
  return {
    heard() {
      tell(false);
      restart();
    },
    restart,
    stop() {
      cancel();
      tell(false);
    },
  };
}
