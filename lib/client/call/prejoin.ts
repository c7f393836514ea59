import type { Call } from "./call.ts";

export interface Prejoin {
  /** Takes the code of calls, which a page loads while it waits; the first one stays. */
  prepare(open: () => Call): void;
  /**
   * Whether a call is wanted from now on: joined at once, or as soon as its code
   * is here, unless one is open; left if nobody took it.
   */
  want(yes: boolean): void;
  /** Hands the call to the view that shows it, and stops it at the end. */
  take(open: () => Call): Call;
}

/**
 * Joins before there is anything to look at: a page takes as long to render a
 * call as the server takes for a token. There is never a second call beside an
 * open one: the two would disconnect each other.
 */
export function prejoin(): Prejoin {
  const shown = new Set<Call>();
  let waiting: Call | null = null;
  let wanted = false;
  let open: (() => Call) | null = null;

  function start(): void {
    if (!wanted || !open || waiting || shown.size > 0) return;
    waiting = open();
    waiting.join();
  }

  return {
    prepare(loaded) {
      open ??= loaded;
      start();
    },
    want(yes) {
      wanted = yes;
      if (yes) {
        start();
      } else {
        waiting?.stop();
        waiting = null;
      }
    },
    take(openOne) {
      const made = waiting ?? openOne();
      waiting = null;
      const call: Call = {
        ...made,
        stop() {
          shown.delete(call);
          made.stop();
        },
      };
      shown.add(call);
      return call;
    },
  };
}
