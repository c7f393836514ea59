/** Calendar entries as iCalendar: RFC 5545, with RFC 5546 for mails and RFC 7986 for feeds. */
import type {
  CalendarEntry,
  CalendarStatus,
} from "@/lib/domain/calendar_entry.ts";
import { type Instant, iso } from "@/lib/domain/instant.ts";
import { component, fileOf, quoted, text } from "./content_lines.ts";

/** Somebody in an entry: a name for people, an address for programs. */
export interface CalendarPerson {
  readonly name: string;
  readonly email: string;
}

/** Whose calendars these are: the studio, and where it lives. */
export interface CalendarSource {
  /** Absolute, without a slash at the end. */
  readonly baseUrl: string;
  /** The same in every message about one entry, or an update is not recognised (RFC 5546, 3.2.2). */
  readonly organizer: CalendarPerson;
}

/** `REQUEST` or `CANCEL` to one person, as a mail carries it (RFC 5546, 3.2.2 and 3.2.5). */
export function writeInvitation(
  entry: CalendarEntry,
  to: CalendarPerson,
  source: CalendarSource,
): string {
  // They have asked for this time themselves: there is nothing to answer.
  const attendee =
    `ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE;${person(to)}`;
  return calendar([
    `METHOD:${entry.status === "cancelled" ? "CANCEL" : "REQUEST"}`,
    ...event(entry, source, [attendee]),
  ]);
}

/** The entry as a file for whoever downloads it: no answer is asked of anybody (RFC 5546, 3.2.1). */
export function writeFile(
  entry: CalendarEntry,
  source: CalendarSource,
): string {
  return calendar(["METHOD:PUBLISH", ...event(entry, source)]);
}

/**
 * A calendar to subscribe to: no method, a name, and how often to come back (RFC
 * 7986, 5.1 and 5.7), each beside the older property that most programs read.
 */
export function writeFeed(
  name: string,
  entries: readonly CalendarEntry[],
  source: CalendarSource,
): string {
  return calendar([
    `NAME:${text(name)}`,
    `X-WR-CALNAME:${text(name)}`,
    "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    "X-PUBLISHED-TTL:PT1H",
    ...entries.flatMap((entry) => event(entry, source)),
  ]);
}

function calendar(lines: readonly string[]): string {
  return fileOf(component("VCALENDAR", [
    "VERSION:2.0",
    "PRODID:-//Visavis//Visavis//EN",
    "CALSCALE:GREGORIAN",
    ...lines,
  ]));
}

/** Times are in UTC: a zone's rules in a file grow old, an instant does not. */
function event(
  entry: CalendarEntry,
  { baseUrl, organizer }: CalendarSource,
  more: readonly string[] = [],
): string[] {
  const page = `${baseUrl}${entry.path}`;
  const changed = utc(entry.changedAt);
  return component("VEVENT", [
    `UID:${entry.id}@${new URL(baseUrl).hostname}`,
    `SEQUENCE:${entry.sequence}`,
    // Of the record, never of the clock: a mail that is sent again has the same bytes.
    `DTSTAMP:${changed}`,
    `LAST-MODIFIED:${changed}`,
    `DTSTART:${utc(entry.startsAt)}`,
    `DTEND:${utc(entry.endsAt)}`,
    `SUMMARY:${text(entry.title)}`,
    `DESCRIPTION:${text(entry.words, page)}`,
    `LOCATION:${text(page)}`,
    `URL:${page}`,
    `ORGANIZER;${person(organizer)}`,
    ...more,
    `STATUS:${STATUS[entry.status]}`,
    "CLASS:PRIVATE",
    `TRANSP:${entry.status === "cancelled" ? "TRANSPARENT" : "OPAQUE"}`,
    ...(entry.status === "confirmed" ? alarm(entry) : []),
  ]);
}

const STATUS: Readonly<Record<CalendarStatus, string>> = {
  tentative: "TENTATIVE",
  confirmed: "CONFIRMED",
  cancelled: "CANCELLED",
};

function alarm(entry: CalendarEntry): string[] {
  return component("VALARM", [
    "ACTION:DISPLAY",
    "TRIGGER:-PT15M",
    `DESCRIPTION:${text(entry.title)}`,
  ]);
}

/** A line break or a comma in an address would be a line, or a person, of somebody else's. */
export function isAddress(email: string): boolean {
  return /^[^\s\p{Cc},;:<>"\\@]+@[^\s\p{Cc},;:<>"\\@]+$/u.test(email);
}

function person({ name, email }: CalendarPerson): string {
  if (!isAddress(email)) throw new Error("This is no address for a calendar");
  const shown = quoted(name);
  return `CN=${shown === '""' ? quoted(email) : shown}:mailto:${email}`;
}

/** `20261122T160000Z` (3.3.5, form 2). */
function utc(at: Instant): string {
  return iso(at).replace(/\.\d+|[-:]/g, "");
}
