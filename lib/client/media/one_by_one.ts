import { SECOND } from "@/lib/domain/basic/instant.ts";
import type { Timers } from "@/lib/client/page/browser.ts";
import type { Kind } from "./devices.ts";

/** Runs the changes of each kind one after the other. */
export interface OneByOne {
  /** Resolves with what the change returns, or undefined if it was left out. */
  <T>(kind: Kind, work: () => T | Promise<T>): Promise<T | undefined>;
  isBusy(kind: Kind): boolean;
  /** Waits until no change has the turn. */
  idle(): Promise<void>;
}

/**
 * A device starts sooner. What takes longer waits for a person's answer, or for
 * a capture that never settles, and nothing else may wait for that.
 */
const TURN_AT_MOST = 3 * SECOND;

/**
 * Two captures of one kind at a time disturb each other on phones, so one waits
 * for the other. What a release has overtaken is left out.
 *
 * @param moment returns whether nothing was released since its call
 */
export function oneByOne(
  moment: () => () => boolean,
  timers: Pick<Timers, "after">,
): OneByOne {
  const last = new Map<Kind, Promise<void>>();

  function inTurn<T>(
    kind: Kind,
    work: () => T | Promise<T>,
  ): Promise<T | undefined> {
    const isCurrent = moment();
    const before = last.get(kind);
    const turn = Promise.withResolvers<void>();
    last.set(kind, turn.promise);
    function end(): void {
      if (last.get(kind) === turn.promise) last.delete(kind);
      turn.resolve();
    }
    return (async () => {
      await before;
      const cancel = timers.after(TURN_AT_MOST, end);
      try {
        return isCurrent() ? await work() : undefined;
      } finally {
        cancel();
        end();
      }
    })();
  }

  return Object.assign(inTurn, {
    isBusy: (kind: Kind) => last.has(kind),
    async idle() {
      while (last.size > 0) await Promise.all(last.values());
    },
  });
}
