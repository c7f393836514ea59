import type { Call } from "./call.ts";

export interface Prejoin {
  /**
   * Whether a call is wanted from now on: joined at once, unless one is open;
   * left if nobody took it.
   */
  want(yes: boolean): void;
  /** Hands the call to the view that shows it, and stops it at the end. */
  take(): Call;
}

/**
 * Joins before there is anything to look at: a page takes as long to render a
 * call as the server takes for a token. There is never a second call beside an
 * open one: the two would disconnect each other.
 */
export function prejoin(open: () => Call): Prejoin {
  const shown = new Set<Call>();
  let waiting: Call | null = null;
  return {
    want(yes) {
      if (!yes) {
        waiting?.stop();
        waiting = null;
      } else if (!waiting && shown.size === 0) {
        waiting = open();
        waiting.join();
      }
    },
    take() {
      const made = waiting ?? open();
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
