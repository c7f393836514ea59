import { type Instant, SECOND } from "@/lib/domain/basic/instant.ts";

/** What one direction of a connection did in one interval; null where nothing was measured. */
export interface NetworkSample {
  /** Share of lost packets, 0 to 1. */
  readonly loss: number | null;
  /** Round trip, in milliseconds. */
  readonly rttMs: number | null;
  /** Jitter, in milliseconds. */
  readonly jitterMs: number | null;
}

/** As the SDK counts: 5 is excellent, 0 is broken. */
export type NetworkQualityLevel = 0 | 1 | 2 | 3 | 4 | 5;

/**
 * The worst value for each level from 5 down. Loss: Opus conceals about 3 %,
 * and video breaks up above 10 %. Round trips: ITU-T G.114 calls 150 ms one way
 * good and 400 ms the limit; delay alone is never worse than 2, because
 * dropping video, as happens below that, does not shorten a satellite's delay.
 * Jitter alone is never worse than 3: a busy computer causes it too.
 */
const LIMITS = {
  loss: [0.01, 0.03, 0.06, 0.12, 0.25],
  rttMs: [150, 300, 500, Infinity],
  jitterMs: [30, 60, Infinity],
} as const;

/** A connection is as good as its worst value. Null if nothing was measured. */
export function qualityLevelOf(
  line: NetworkSample,
): NetworkQualityLevel | null {
  const levels = (["loss", "rttMs", "jitterMs"] as const).flatMap((trait) => {
    const value = line[trait];
    if (value === null) return [];
    const at = LIMITS[trait].findIndex((limit) => value <= limit);
    return [at < 0 ? 0 : 5 - at];
  });
  return levels.length === 0
    ? null
    : Math.min(...levels) as NetworkQualityLevel;
}

/** A level without flicker: the shown one, and the candidate to replace it. */
export interface SmoothedLevel {
  readonly shown: NetworkQualityLevel | null;
  readonly next: NetworkQualityLevel | null;
  /** Since when `next` has differed from `shown`, in the same direction. */
  readonly since: Instant;
  readonly measuredAt: Instant;
}

export const UNMEASURED: SmoothedLevel = {
  shown: null,
  next: null,
  since: 0,
  measuredAt: 0,
};

/** A drop is shown sooner than a recovery. */
export const WORSE_AFTER = 3 * SECOND;
export const BETTER_AFTER = 8 * SECOND;
/**
 * A measurement older than this is unknown. More than two of the longest gaps
 * between audio reports.
 */
export const EXPIRES_AFTER = 20 * SECOND;

/**
 * Applies a sample: a change of level counts once it has lasted. The first is
 * applied at once. A sample without measurement changes nothing until the last
 * measurement expires.
 */
export function smoothLevel(from: SmoothedLevel, { level, now }: {
  readonly level: NetworkQualityLevel | null;
  readonly now: Instant;
}): SmoothedLevel {
  const { shown } = from;
  if (level === null) {
    return now - from.measuredAt >= EXPIRES_AFTER ? UNMEASURED : from;
  }
  if (shown === null || level === shown) {
    return { shown: level, next: null, since: now, measuredAt: now };
  }
  const sameSide = from.next !== null &&
    (from.next < shown) === (level < shown);
  const since = sameSide ? from.since : now;
  // Of the levels seen since, the one closest to the shown level is certain.
  const nearest = level < shown ? Math.max : Math.min;
  const next = sameSide
    ? nearest(level, from.next!) as NetworkQualityLevel
    : level;
  const wait = level < shown ? WORSE_AFTER : BETTER_AFTER;
  return now - since >= wait
    ? { shown: next, next: null, since: now, measuredAt: now }
    : { shown, next, since, measuredAt: now };
}
