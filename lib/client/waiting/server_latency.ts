/**
 * The latency of this page's heartbeats. The numbers of a call cover the whole
 * way between two people; this is the only part of it that one page can measure
 * by itself, and so the only evidence of which half is bad. The newest answer
 * is last; true was slow.
 */
export type ServerLatency = readonly boolean[];

export const NO_SAMPLES: ServerLatency = [];

/**
 * An answer that took longer was delayed: a server needs some ten milliseconds,
 * and the retransmission of a lost packet comes after 200 ms at the earliest
 * (Linux; RFC 6298 says a second).
 */
export const SLOW_MS = 600;
/** Half a minute of heartbeats. */
const REMEMBERED = 5;
/** A single slow answer is normal. */
const POOR_FROM = 2;

/** @param ms how long the answer took, or null if none came */
export function addLatency(
  latency: ServerLatency,
  ms: number | null,
): ServerLatency {
  return [...latency, ms === null || ms > SLOW_MS].slice(-REMEMBERED);
}

export function isConnectionPoor(latency: ServerLatency): boolean {
  return latency.filter((slow) => slow).length >= POOR_FROM;
}
