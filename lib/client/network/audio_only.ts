import { type Instant, SECOND } from "@/lib/domain/basic/instant.ts";
import type { NetworkQualityLevel } from "./network_quality.ts";

/**
 * Whether video is used beside audio. Audio is never touched: video is dropped
 * so that the voices stay. Which video, and whose connection counts, is decided
 * by the caller (`call.ts`).
 *
 * - `video`: both.
 * - `offered`: both, but the connection is poor and audio only is offered.
 * - `audio`: audio only, decided here; video returns by itself.
 * - `chosen`: audio only, by the person's choice; only the person changes it.
 */
export interface AudioOnly {
  readonly mode: "video" | "offered" | "audio" | "chosen";
  /**
   * The person wants video whatever the connection: nothing is decided
   * automatically until it has been good again.
   */
  readonly insisted: boolean;
  /** Since when the connection has been poor, at its worst, and good; null while it is not. */
  readonly poorSince: Instant | null;
  readonly badSince: Instant | null;
  readonly goodSince: Instant | null;
  /** How long it must be good before video returns; doubles when it returned too early. */
  readonly restoreDelay: number;
  readonly returnedAt: Instant | null;
}

/** Offered after this long at level 2 or less. */
export const OFFER_AFTER = 6 * SECOND;
/** Done after this long at level 1 or 0. */
export const ACT_AFTER = 6 * SECOND;
export const FIRST_RESTORE_DELAY = 10 * SECOND;
export const MAX_RESTORE_DELAY = 80 * SECOND;
/** A video that lasted this long did not return too early. */
const HELD = 60 * SECOND;

export const WITH_VIDEO: AudioOnly = {
  mode: "video",
  insisted: false,
  poorSince: null,
  badSince: null,
  goodSince: null,
  restoreDelay: FIRST_RESTORE_DELAY,
  returnedAt: null,
};

/** The state before a reload: what was decided stays, what was measured is measured again. */
export function resumed(is: AudioOnly["mode"]): AudioOnly {
  return is === "audio" || is === "chosen"
    ? { ...WITH_VIDEO, mode: is }
    : WITH_VIDEO;
}

export function showsVideo({ mode: is }: AudioOnly): boolean {
  return is === "video" || is === "offered";
}

/** Applies a quality level; null (not measured) is neither poor nor good. */
export function applyQuality(from: AudioOnly, { level, now }: {
  readonly level: NetworkQualityLevel | null;
  readonly now: Instant;
}): AudioOnly {
  const lasts = (is: boolean, since: Instant | null) =>
    is ? since ?? now : null;
  const seen: AudioOnly = {
    ...from,
    poorSince: lasts(level !== null && level <= 2, from.poorSince),
    badSince: lasts(level !== null && level <= 1, from.badSince),
    goodSince: lasts(level !== null && level >= 3, from.goodSince),
  };
  const lasted = (since: Instant | null, ms: number) =>
    since !== null && now - since >= ms;
  const good = lasted(seen.goodSince, seen.restoreDelay);
  switch (seen.mode) {
    case "chosen":
      return seen;
    case "audio":
      return good
        ? { ...seen, mode: "video", returnedAt: now, goodSince: null }
        : seen;
    case "video":
    case "offered":
      if (seen.insisted) return good ? { ...seen, insisted: false } : seen;
      if (lasted(seen.badSince, ACT_AFTER)) return withoutVideo(seen, now);
      if (lasted(seen.poorSince, OFFER_AFTER)) {
        return { ...seen, mode: "offered" };
      }
      return seen.mode === "offered" && seen.goodSince !== null
        ? { ...seen, mode: "video" }
        : seen;
  }
}

/** The person's choice always wins. */
export function choose(
  from: AudioOnly,
  what: "video" | "audio",
): AudioOnly {
  return what === "audio"
    ? { ...from, mode: "chosen", insisted: false }
    : { ...from, mode: "video", insisted: true, goodSince: null };
}

function withoutVideo(seen: AudioOnly, now: Instant): AudioOnly {
  const tooEarly = seen.returnedAt !== null && now - seen.returnedAt < HELD;
  return {
    ...seen,
    mode: "audio",
    goodSince: null,
    restoreDelay: tooEarly
      ? Math.min(seen.restoreDelay * 2, MAX_RESTORE_DELAY)
      : FIRST_RESTORE_DELAY,
  };
}
