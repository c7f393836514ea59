import { apartFromRequest } from "@/lib/adapters/kv/request_time.ts";

export interface BackgroundTasks {
  /** Runs the work in the background. It reports its own failures. */
  readonly add: (work: () => Promise<unknown>) => void;
  /** Resolves when no work is in progress. */
  settled(): Promise<void>;
}

/** Background work: the response does not wait for it, and shutdown does. */
export function createBackgroundTasks(): BackgroundTasks {
  const underWay = new Set<Promise<unknown>>();
  return {
    add(work) {
      const going = apartFromRequest(work);
      underWay.add(going);
      const over = () => underWay.delete(going);
      going.then(over, over);
    },
    async settled() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}
