import type { Instant } from "@/lib/domain/basic/instant.ts";
import type { RateLimit } from "@/lib/domain/basic/rate_limits.ts";

/**
 * Limits how often one address may ask, counted in this process only: for GET
 * requests, which write nothing, not even a count.
 */
export interface AddressRateLimit {
  /** Counts a request, or what it costs. Seconds to wait, or 0 if the request may pass. */
  take(address: string, now: Instant, cost?: number): number;
}

/** More addresses than this in one window share one counter, so memory is bounded. */
const MAX_ADDRESSES = 10_000;

export function createAddressRateLimit(
  { most, windowMs }: RateLimit,
): AddressRateLimit {
  let window = -1;
  const counts = new Map<string, number>();
  return {
    take(address, now, cost = 1) {
      const current = Math.floor(now / windowMs);
      if (current !== window) {
        window = current;
        counts.clear();
      }
      const known = counts.has(address) || counts.size < MAX_ADDRESSES;
      const name = known ? address : "the rest";
      const counted = (counts.get(name) ?? 0) + cost;
      counts.set(name, counted);
      return counted <= most
        ? 0
        : Math.ceil(((window + 1) * windowMs - now) / 1000);
    },
  };
}
