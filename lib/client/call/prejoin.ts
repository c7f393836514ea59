import type { Call } from "./call.ts";

export interface EarlyCall {
  /** From now on a call is wanted, or is not: joined at once, unless one is open; left if nobody took it. */
  want(yes: boolean): void;
  /** The call for a view that shows it, and stops it in the end. */
  take(): Call;
}

/**
 * Joins before there is anything to look at: a page takes as long to draw a call
 * as the server takes for a token. There is never a second call beside one that
 * is open: the two would throw each other out of the room.
 */
export function earlyCall(open: () => Call): EarlyCall {
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
