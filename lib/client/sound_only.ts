import { type Instant, SECOND } from "@/lib/domain/instant.ts";
import type { Level } from "./line_quality.ts";

/**
 * Whether pictures go along with the sound. Sound is never touched: what goes
 * is the picture, so that the voices stay. Which picture, and whose line it is
 * that counts, is said where it is used (`call.ts`).
 *
 * - `picture`: both.
 * - `offered`: both, but the line is poor and sound alone is offered.
 * - `sound`: sound alone, decided here; the picture comes back by itself.
 * - `chosen`: sound alone, because the person wants it so; nothing changes that but the person.
 */
export interface SoundOnly {
  readonly is: "picture" | "offered" | "sound" | "chosen";
  /** The person wants the picture whatever the line: nothing is decided over their head until it has been good again. */
  readonly insisted: boolean;
  /** Since when the line has been poor, as bad as can be, and good; null when it is not. */
  readonly poorSince: Instant | null;
  readonly badSince: Instant | null;
  readonly goodSince: Instant | null;
  /** How long it must be good before the picture returns; doubles when it returned too early. */
  readonly patience: number;
  readonly returnedAt: Instant | null;
}

/** Offered after this long at level 2 or less. */
export const OFFER_AFTER = 6 * SECOND;
/** Done after this long at level 1 or 0. */
export const ACT_AFTER = 6 * SECOND;
export const FIRST_PATIENCE = 10 * SECOND;
export const MOST_PATIENCE = 80 * SECOND;
/** A picture that lasted this long was not too early. */
const HELD = 60 * SECOND;

export const WITH_PICTURE: SoundOnly = {
  is: "picture",
  insisted: false,
  poorSince: null,
  badSince: null,
  goodSince: null,
  patience: FIRST_PATIENCE,
  returnedAt: null,
};

/** As it was before the page was loaded anew: what was decided holds, what was measured is measured afresh. */
export function resumed(is: SoundOnly["is"]): SoundOnly {
  return is === "sound" || is === "chosen"
    ? { ...WITH_PICTURE, is }
    : WITH_PICTURE;
}

export function withPictures({ is }: SoundOnly): boolean {
  return is === "picture" || is === "offered";
}

/** Takes in the line's level at a moment; null (not measured) is neither poor nor good. */
export function hear(
  from: SoundOnly,
  level: Level | null,
  now: Instant,
): SoundOnly {
  const lasts = (is: boolean, since: Instant | null) =>
    is ? since ?? now : null;
  const seen: SoundOnly = {
    ...from,
    poorSince: lasts(level !== null && level <= 2, from.poorSince),
    badSince: lasts(level !== null && level <= 1, from.badSince),
    goodSince: lasts(level !== null && level >= 3, from.goodSince),
  };
  const lasted = (since: Instant | null, ms: number) =>
    since !== null && now - since >= ms;
  const good = lasted(seen.goodSince, seen.patience);
  switch (seen.is) {
    case "chosen":
      return seen;
    case "sound":
      return good
        ? { ...seen, is: "picture", returnedAt: now, goodSince: null }
        : seen;
    case "picture":
    case "offered":
      if (seen.insisted) return good ? { ...seen, insisted: false } : seen;
      if (lasted(seen.badSince, ACT_AFTER)) return withoutPicture(seen, now);
      if (lasted(seen.poorSince, OFFER_AFTER)) {
        return { ...seen, is: "offered" };
      }
      return seen.is === "offered" && seen.goodSince !== null
        ? { ...seen, is: "picture" }
        : seen;
  }
}

/** The person has the last word. */
export function choose(
  from: SoundOnly,
  what: "picture" | "sound",
): SoundOnly {
  return what === "sound"
    ? { ...from, is: "chosen", insisted: false }
    : { ...from, is: "picture", insisted: true, goodSince: null };
}

function withoutPicture(seen: SoundOnly, now: Instant): SoundOnly {
  const tooEarly = seen.returnedAt !== null && now - seen.returnedAt < HELD;
  return {
    ...seen,
    is: "sound",
    goodSince: null,
    patience: tooEarly
      ? Math.min(seen.patience * 2, MOST_PATIENCE)
      : FIRST_PATIENCE,
  };
}
