import { DAY, HOUR, type Instant } from "@/lib/domain/basic/instant.ts";

/** Without any use. */
const IDLE = 12 * HOUR;
/** However much it is used. */
const LONGEST = 30 * DAY;
/** A renewal is a write: at most one in this time. */
const RENEWED_EVERY = HOUR;

/** How long a session lasts: use renews it until `renewableUntil`. */
export interface SessionTimes {
  readonly expiresAt: Instant;
  /** Absent in sessions that use does not renew. */
  readonly renewableUntil?: Instant;
}

export function newStaffSession(now: Instant): Required<SessionTimes> {
  return { expiresAt: now + IDLE, renewableUntil: now + LONGEST };
}

/** The times after a use, or null if they stay. */
export function renewedByUse(
  { expiresAt, renewableUntil }: SessionTimes,
  now: Instant,
): Required<SessionTimes> | null {
  if (renewableUntil === undefined) return null;
  const next = Math.min(now + IDLE, renewableUntil);
  const isWorthIt = next === renewableUntil
    ? next > expiresAt
    : next - expiresAt >= RENEWED_EVERY;
  return isWorthIt ? { expiresAt: next, renewableUntil } : null;
}

/**
 * The times of a session that a call must not outlast, or null if they stay. A
 * call ends with its window, so this exceeds the longest time by hours at most.
 */
export function keptUntil(
  times: SessionTimes,
  until: Instant,
): SessionTimes | null {
  const { expiresAt, renewableUntil } = times;
  if (expiresAt >= until) return null;
  return renewableUntil === undefined
    ? { expiresAt: until }
    : { expiresAt: until, renewableUntil: Math.max(until, renewableUntil) };
}
