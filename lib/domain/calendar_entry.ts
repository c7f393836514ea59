/**
 * What a calendar may hold of a consultation. Calendars are copied to phones,
 * employers and search companies, so an entry has no secret, no address, no note
 * and no answer in it: who, what, when, and a page that asks for the link or a
 * sign-in.
 */
import type { Consultation } from "./consultation.ts";
import type { ConsultationId } from "./ids.ts";
import type { Instant } from "./instant.ts";
import { cleanLine, firstName } from "./plain_text.ts";

export type CalendarStatus = "tentative" | "confirmed" | "cancelled";

export interface CalendarEntry {
  readonly id: ConsultationId;
  /**
   * Rises whenever its time or its status changes (RFC 5546, 2.1.4): the
   * consultation's version, and one less while it is only asked for.
   */
  readonly sequence: number;
  /** When it came to be as it is: of the record, so that the same entry is always the same bytes. */
  readonly changedAt: Instant;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly status: CalendarStatus;
  readonly title: string;
  readonly words: string;
  /** The path of its page, without a secret. */
  readonly path: string;
}

/** What the client's entry is made of: part of a record, or of a mail about one. */
export interface ClientBooking {
  readonly id: ConsultationId;
  readonly version: number;
  readonly serviceName: string;
  readonly artistName: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

/** As the client's calendar shows it. */
export function entryForClient(
  booking: ClientBooking,
  status: CalendarStatus,
  changedAt: Instant,
): CalendarEntry {
  const { id, version, startsAt, endsAt } = booking;
  return {
    id,
    sequence: version,
    changedAt,
    startsAt,
    endsAt,
    status,
    title: `${short(booking.serviceName)} with ${short(booking.artistName)}`,
    words: "A video consultation, in your browser. To come in, open the link " +
      "in the newest email from the studio: it is yours alone, and not in this entry.",
    path: `/c/${id}`,
  };
}

/**
 * As the artist's calendar shows it, with no more of the client than a first
 * name; null for what takes no place in a diary, or is erased.
 */
export function entryForArtist(
  consultation: Consultation,
): CalendarEntry | null {
  const standing = standingOf(consultation);
  if (standing === null) return null;
  const { id, version, serviceName, client, startsAt, endsAt } = consultation;
  const name = short(firstName(client.name));
  return {
    id,
    sequence: standing.status === "tentative" ? version - 1 : version,
    ...standing,
    startsAt,
    endsAt,
    title: name === "" ? short(serviceName) : `${short(serviceName)}: ${name}`,
    words: standing.status === "tentative"
      ? "A request that waits for your answer."
      : "A video consultation.",
    path: `/artist/consultations/${id}`,
  };
}

/** How a calendar shows a state, and since when; null where it does not. */
export function standingOf(
  consultation: Consultation,
): Pick<CalendarEntry, "status" | "changedAt"> | null {
  switch (consultation.state) {
    case "requested":
      return { status: "tentative", changedAt: consultation.requestedAt };
    case "confirmed":
    case "live":
    case "ended":
    case "no_show":
      return { status: "confirmed", changedAt: consultation.arrangedAt };
    case "cancelled":
      return { status: "cancelled", changedAt: consultation.cancelledAt };
    case "declined":
    case "expired":
    case "erased":
      return null;
  }
}

/**
 * When the time that was agreed, or its cancellation, came about; null if nothing
 * was ever agreed, so that no client's calendar holds it.
 */
export function agreedAt(consultation: Consultation): Instant | null {
  const standing = standingOf(consultation);
  if (standing === null || standing.status === "tentative") return null;
  // What was cancelled before its answer never had a link.
  const unanswered = consultation.state === "cancelled" &&
    consultation.links === null;
  return unanswered ? null : standing.changedAt;
}

/** A name for a title. Half of an emoji would be a broken character, and would break an address. */
function short(name: string): string {
  const points = [...cleanLine(name.toWellFormed())];
  return points.length <= 80
    ? points.join("")
    : `${points.slice(0, 79).join("")}…`;
}
