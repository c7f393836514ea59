/**
 * When a client is reminded, and until when that still helps. A rule, not a
 * schedule: nothing is planned ahead that a reschedule or a cancellation would
 * have to find and undo.
 */
import type {
  Consultation,
  Reminder,
} from "@/lib/domain/consultation/consultation.ts";
import { DAY, HOUR, type Instant, MINUTE } from "@/lib/domain/basic/instant.ts";
import {
  type JoinPolicy,
  joinWindow,
  windowPhase,
} from "@/lib/domain/consultation/join_window.ts";
import { isHere, type PresenceOf } from "@/lib/domain/call/presence.ts";

/** Reminders that depend on time alone. */
export type TimedReminder = Exclude<Reminder, "ready">;

interface Timing {
  /** It is due this long before the start. */
  readonly ahead: number;
  /** Closer to the start than this it is pointless. */
  readonly atLeast: number;
}

const TIMINGS: Readonly<Record<TimedReminder, Timing>> = {
  day: { ahead: DAY, atLeast: 2 * HOUR },
  soon: { ahead: 15 * MINUTE, atLeast: 0 },
};

/** Nothing that starts later than this from now can be due. */
export const REMINDER_HORIZON = TIMINGS.day.ahead;

/** How long an artist waits after the start before the client gets a message. */
export const CALL_CLIENT_AFTER = MINUTE;

/** Returns whether this reminder may still be sent at this time. */
export function isTimely(
  reminder: TimedReminder,
  { startsAt, now }: { readonly startsAt: Instant; readonly now: Instant },
): boolean {
  const { ahead, atLeast } = TIMINGS[reminder];
  return now >= startsAt - ahead && now < startsAt - atLeast;
}

/**
 * Reminders that are due now and were not sent for this version. A client who
 * agreed on the time after a reminder's due time has just received a mail with
 * the same content.
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
    isTimely(reminder, { startsAt, now })
  );
}

/**
 * Returns whether the artist is there and the client is missing: at the
 * artist's start, or when the artist has waited from the start on; never for a
 * client who has already been in the call.
 */
export function isClientLate(
  consultation: Consultation,
  presence: PresenceOf,
  { now, joinPolicy }: {
    readonly now: Instant;
    readonly joinPolicy: JoinPolicy;
  },
): boolean {
  if (consultation.state !== "confirmed" && consultation.state !== "live") {
    return false;
  }
  const open =
    windowPhase(joinWindow(consultation, joinPolicy), now) === "open";
  if (!open || isHere(presence.client, now)) return false;
  const artist = isHere(presence.artist, now) ? presence.artist : null;
  if (consultation.state === "live") {
    const begun = now < consultation.sessionStartedAt + CALL_CLIENT_AFTER;
    return (artist !== null || begun) &&
      !consultation.joins.some(({ party }) => party === "client");
  }
  return artist !== null &&
    now >= Math.max(artist.since, consultation.startsAt) + CALL_CLIENT_AFTER;
}
