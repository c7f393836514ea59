/**
 * How this page's own way to the studio does, by its heartbeats. The numbers of a
 * call are of the whole way between two people; this is the only part of it that
 * one page can measure by itself, and so the only evidence of whose half is bad.
 * The newest answer is last; true was slow.
 */
export type OwnWay = readonly boolean[];

export const UNTRIED: OwnWay = [];

/**
 * An answer that took longer was held up: a studio needs some ten milliseconds,
 * and the second try of a lost packet comes after 200 ms at the earliest (Linux;
 * RFC 6298 says a second).
 */
export const SLOW_MS = 600;
/** Half a minute of heartbeats. */
const REMEMBERED = 5;
/** One slow answer happens to everybody. */
const POOR_FROM = 2;

/** @param ms how long the answer took, or null if none came */
export function answeredIn(way: OwnWay, ms: number | null): OwnWay {
  return [...way, ms === null || ms > SLOW_MS].slice(-REMEMBERED);
}

export function isPoorWay(way: OwnWay): boolean {
  return way.filter((slow) => slow).length >= POOR_FROM;
}
