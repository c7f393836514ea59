import type { Clock, RateLimits } from "@/lib/ports.ts";
import { keys } from "./keys.ts";
import type { Store } from "./store.ts";

/** Fixed windows, counted by compare-and-set: those who come at one moment do not share a count. */
export function createRateLimits(store: Store, clock: Clock): RateLimits {
  return {
    async take(name, limit, windowMs) {
      const now = clock.now();
      const window = Math.floor(now / windowMs);
      const key = keys.rate(name, window);
      const wait = Math.ceil(((window + 1) * windowMs - now) / 1000);
      // Whoever loses a round has lost it to one who was counted: there are no more than `limit`.
      for (let round = 0; round <= limit; round++) {
        const entry = await store.get<number>(key);
        const counted = entry.value ?? 0;
        if (counted >= limit) return wait;
        const operation = store.atomic().check(entry)
          .set(key, counted + 1, { expireIn: 2 * windowMs });
        if ((await store.commit(operation)).ok) return 0;
      }
      return wait;
    },
  };
}
