import type { Clock, RateLimits } from "@/lib/ports.ts";
import { keys } from "./keys.ts";
import type { Store } from "./store.ts";

/** Fixed windows, counted by the store's own sum: no reader, no race. */
export function createRateLimits(store: Store, clock: Clock): RateLimits {
  return {
    async take(name, limit, windowMs) {
      const now = clock.now();
      const window = Math.floor(now / windowMs);
      const key = keys.rate(name, window);
      const counted = await store.get<Deno.KvU64>(key);
      if (Number(counted.value?.value ?? 0n) >= limit) {
        return Math.ceil(((window + 1) * windowMs - now) / 1000);
      }
      // `sum` cannot expire a key, so a fresh window starts with a plain set.
      const operation = counted.versionstamp === null
        ? store.atomic().check(counted).set(key, new Deno.KvU64(1n), {
          expireIn: 2 * windowMs,
        })
        : store.atomic().sum(key, 1n);
      if (!(await store.commit(operation)).ok) {
        await store.commit(store.atomic().sum(key, 1n));
      }
      return 0;
    },
  };
}
