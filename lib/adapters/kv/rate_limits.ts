import type { Clock, RateLimits } from "@/lib/ports/mod.ts";
import { keys } from "./keys.ts";
import { Contention, type Store } from "./store.ts";

/** Fixed windows, counted by compare-and-set, so that simultaneous requests do not share a count. */
export function createRateLimits(store: Store, clock: Clock): RateLimits {
  return {
    async take({ name, most, windowMs }, key) {
      const now = clock.now();
      const window = Math.floor(now / windowMs);
      const wait = Math.ceil(((window + 1) * windowMs - now) / 1000);
      const counted = keys.rate(`${name}: ${key}`, window);
      try {
        return await store.update<number, number>(
          counted,
          ({ value }, operation) => {
            const before = value ?? 0;
            if (before >= most) return { write: null, answer: wait };
            operation.set(counted, before + 1, { expireIn: 2 * windowMs });
            return { write: operation, answer: 0 };
          },
        );
      } catch (error) {
        if (!(error instanceof Contention)) throw error;
        return wait;
      }
    },
  };
}
