import type { Instant } from "@/lib/domain/instant.ts";

/**
 * How often one address may ask, counted in this process alone: for a GET, which
 * writes nothing, not even a count.
 */
export interface PeerLimit {
  /** Seconds to wait, or 0 if this one may pass. */
  take(peer: string, now: Instant): number;
}

/** More addresses than this in one window share what is left: memory has a bound. */
const MOST_PEERS = 10_000;

export function createPeerLimit(limit: number, windowMs: number): PeerLimit {
  let window = -1;
  const counts = new Map<string, number>();
  return {
    take(peer, now) {
      const current = Math.floor(now / windowMs);
      if (current !== window) {
        window = current;
        counts.clear();
      }
      const known = counts.has(peer) || counts.size < MOST_PEERS;
      const name = known ? peer : "the rest";
      const counted = (counts.get(name) ?? 0) + 1;
      counts.set(name, counted);
      return counted <= limit
        ? 0
        : Math.ceil(((window + 1) * windowMs - now) / 1000);
    },
  };
}
