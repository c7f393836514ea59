/**
 * What a calendar may contain about a consultation. Calendars are copied to
 * phones, employers and search companies, so an entry contains no secret,
 * address, note or answer: only who, what, when, and a page that asks for the
 * link or a sign-in.
 */
import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import type { Instant } from "@/lib/domain/basic/instant.ts";
import { firstName } from "@/lib/domain/basic/first_name.ts";
import { cleanLine, shorten } from "@/lib/domain/basic/plain_text.ts";

export type CalendarStatus = "tentative" | "confirmed" | "cancelled";

export interface CalendarEntry {
  readonly id: ConsultationId;
  /**
   * Increases whenever the time or the status changes (RFC 5546, 2.1.4): the
   * consultation's version, and one less while it is only requested.
   */
  readonly sequence: number;
  /** When it last changed, from the record, so that the same entry is always the same bytes. */
  readonly changedAt: Instant;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly status: CalendarStatus;
  readonly title: string;
  readonly description: string;
  /** The path of its page, without a secret. */
  readonly path: string;
}

/** The fields for the client's entry: part of a record, or of a mail about one. */
export interface ClientBooking {
  readonly id: ConsultationId;
  readonly version: number;
  readonly serviceName: string;
  readonly artistName: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

/** The sentences of an entry, in one language. */
export interface CalendarWords {
  clientTitle(about: { service: string; artist: string }): string;
  readonly clientDetails: string;
  artistTitle(about: { service: string; client: string }): string;
  readonly artistDetails: string;
  /** While it is only requested. */
  readonly artistRequestDetails: string;
}

/** The entry in the client's calendar. */
export function entryForClient(
  booking: ClientBooking,
  { status, changedAt, words }: {
    readonly status: CalendarStatus;
    readonly changedAt: Instant;
    readonly words: CalendarWords;
  },
): CalendarEntry {
  const { id, version, startsAt, endsAt } = booking;
  return {
    id,
    sequence: version,
    changedAt,
    startsAt,
    endsAt,
    status,
    title: words.clientTitle({
      service: short(booking.serviceName),
      artist: short(booking.artistName),
    }),
    description: words.clientDetails,
    path: `/c/${id}`,
  };
}

/**
 * The entry in the artist's calendar, with only the client's first name; null
 * for a consultation that takes no time in the calendar, or is erased.
 */
export function entryForArtist(
  consultation: Consultation,
  words: CalendarWords,
): CalendarEntry | null {
  const current = calendarStatusOf(consultation);
  if (current === null) return null;
  const { id, version, serviceName, client, startsAt, endsAt } = consultation;
  const service = short(serviceName);
  const name = short(firstName(client.name));
  return {
    id,
    sequence: current.status === "tentative" ? version - 1 : version,
    ...current,
    startsAt,
    endsAt,
    title: name === "" ? service : words.artistTitle({ service, client: name }),
    description: current.status === "tentative"
      ? words.artistRequestDetails
      : words.artistDetails,
    path: `/artist/consultations/${id}`,
  };
}

/** The calendar status of a state, and since when; null if calendars do not show it. */
export function calendarStatusOf(
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
 * When the current time was agreed or cancelled; null if nothing was ever
 * agreed, so no client's calendar contains it.
 */
export function agreedAt(consultation: Consultation): Instant | null {
  const current = calendarStatusOf(consultation);
  if (current === null || current.status === "tentative") return null;
  // In older records, a request that was cancelled before it was answered has
  // no link.
  const unanswered = consultation.state === "cancelled" &&
    (consultation.withdrawn || consultation.links === null);
  return unanswered ? null : current.changedAt;
}

/** Shortens a name for a title. Half of an emoji would be a broken character and would break a URL. */
const short = (name: string) => shorten(cleanLine(name.toWellFormed()), 80);
