import { type Instant, SECOND } from "@/lib/domain/instant.ts";

/** What one direction of a line did in one stretch of time; null where nothing was measured. */
export interface Line {
  /** Share of packets that did not arrive, 0 to 1. */
  readonly loss: number | null;
  /** There and back, in milliseconds. */
  readonly rttMs: number | null;
  /** How unevenly packets arrive, in milliseconds. */
  readonly jitterMs: number | null;
}

/** As the SDK counts: 5 is excellent, 0 is broken. */
export type Level = 0 | 1 | 2 | 3 | 4 | 5;

/**
 * The worst value that still earns each level from 5 down. Loss: Opus hides
 * about 3 %, and video falls apart above 10 %. Round trips: ITU-T G.114 calls
 * 150 ms one way good and 400 ms the limit; waiting alone is never worse than 2, since
 * leaving the picture out, as is done below that, does not mend a satellite's
 * distance. Unevenness alone is never worse than 3: a busy computer has it too.
 */
const LIMITS = {
  loss: [0.01, 0.03, 0.06, 0.12, 0.25],
  rttMs: [150, 300, 500, Infinity],
  jitterMs: [30, 60, Infinity],
} as const;

/** A line is as good as its worst trait. Null if nothing was measured. */
export function levelOf(line: Line): Level | null {
  const levels = (["loss", "rttMs", "jitterMs"] as const).flatMap((trait) => {
    const value = line[trait];
    if (value === null) return [];
    const at = LIMITS[trait].findIndex((limit) => value <= limit);
    return [at < 0 ? 0 : 5 - at];
  });
  return levels.length === 0 ? null : Math.min(...levels) as Level;
}

/** A level that does not flicker: what is shown, and what may come to replace it. */
export interface Steady {
  readonly shown: Level | null;
  readonly next: Level | null;
  /** Since when `next` differs from `shown`, to the same side. */
  readonly since: Instant;
  readonly measuredAt: Instant;
}

export const UNMEASURED: Steady = {
  shown: null,
  next: null,
  since: 0,
  measuredAt: 0,
};

/** Trouble is shown sooner than it is taken back. */
export const WORSE_AFTER = 3 * SECOND;
export const BETTER_AFTER = 8 * SECOND;
/** What was measured this long ago is no longer known. More than two of the longest gaps between reports of sound. */
export const LAPSES_AFTER = 20 * SECOND;

/**
 * Takes in a look: a change of level counts once it has lasted. The first is
 * taken at once. A look that measured nothing changes nothing, neither for better
 * nor for worse, until the last measure is too old.
 */
export function steady(
  from: Steady,
  level: Level | null,
  now: Instant,
): Steady {
  const { shown } = from;
  if (level === null) {
    return now - from.measuredAt >= LAPSES_AFTER ? UNMEASURED : from;
  }
  if (shown === null || level === shown) {
    return { shown: level, next: null, since: now, measuredAt: now };
  }
  const sameSide = from.next !== null &&
    (from.next < shown) === (level < shown);
  const since = sameSide ? from.since : now;
  // Of what was seen meanwhile, the step nearest to what is shown is certain.
  const next = !sameSide
    ? level
    : level < shown
    ? Math.max(level, from.next!) as Level
    : Math.min(level, from.next!) as Level;
  const wait = level < shown ? WORSE_AFTER : BETTER_AFTER;
  return now - since >= wait
    ? { shown: next, next: null, since: now, measuredAt: now }
    : { shown, next, since, measuredAt: now };
}
