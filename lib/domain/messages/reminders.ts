/**
 * When a client is reminded, and until when that still helps. A rule, and no
 * schedule: nothing is planned ahead that a reschedule or a cancel would have to
 * find and take back.
 */
import type { Consultation, Reminder } from "./consultation.ts";
import { DAY, HOUR, type Instant, MINUTE } from "./instant.ts";
import { type JoinPolicy, joinWindow, windowPhase } from "./join_window.ts";
import { isHere, type PresenceOf } from "./presence.ts";

/** The reminders that time alone brings about. */
export type TimedReminder = Exclude<Reminder, "ready">;

interface Timing {
  /** So long before the start it is due. */
  readonly ahead: number;
  /** Nearer to the start than this it is pointless: too late for what it is for. */
  readonly atLeast: number;
}

const TIMINGS: Readonly<Record<TimedReminder, Timing>> = {
  day: { ahead: DAY, atLeast: 2 * HOUR },
  soon: { ahead: 15 * MINUTE, atLeast: 0 },
};

/** Nothing that starts later than this from now can be due. */
export const REMINDED_AHEAD = TIMINGS.day.ahead;

/** How long an artist waits at the start before the client is written to. */
export const ARTIST_WAITS = MINUTE;

/** May this reminder still be sent at this moment? */
export function isTimely(
  reminder: TimedReminder,
  startsAt: Instant,
  now: Instant,
): boolean {
  const { ahead, atLeast } = TIMINGS[reminder];
  return now >= startsAt - ahead && now < startsAt - atLeast;
}

/**
 * What is due now and was not yet sent for this version. Whoever agreed on a time
 * later than a reminder's own moment has just had a mail that says the same.
 */
export function dueReminders(
  consultation: Consultation,
  now: Instant,
): TimedReminder[] {
  if (consultation.state !== "confirmed") return [];
  const { startsAt, arrangedAt, reminded } = consultation;
  return (["day", "soon"] as const).filter((reminder) =>
    !reminded.includes(reminder) &&
    arrangedAt < startsAt - TIMINGS[reminder].ahead &&
    isTimely(reminder, startsAt, now)
  );
}

/**
 * Is the artist there, and the client missing? True at the artist's start, or when
 * the artist has waited from the start on; never for a client who has been in the
 * call already.
 */
export function clientIsMissed(
  consultation: Consultation,
  presence: PresenceOf,
  now: Instant,
  policy: JoinPolicy,
): boolean {
  if (consultation.state !== "confirmed" && consultation.state !== "live") {
    return false;
  }
  const open = windowPhase(joinWindow(consultation, policy), now) === "open";
  if (!open || isHere(presence.client, now)) return false;
  const artist = isHere(presence.artist, now) ? presence.artist : null;
  if (consultation.state === "live") {
    const begun = now < consultation.sessionStartedAt + ARTIST_WAITS;
    return (artist !== null || begun) &&
      !consultation.joins.some(({ party }) => party === "client");
  }
  return artist !== null &&
    now >= Math.max(artist.since, consultation.startsAt) + ARTIST_WAITS;
}
