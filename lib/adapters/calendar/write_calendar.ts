/** Calendar entries as iCalendar: RFC 5545, with RFC 5546 for mails and RFC 7986 for feeds. */
import type {
  CalendarEntry,
  CalendarStatus,
} from "@/lib/domain/calendar/calendar_entry.ts";
import { type Instant, iso } from "@/lib/domain/basic/instant.ts";
import { component, fileOf, quoted, text } from "./content_lines.ts";

/** A person in an entry: a name for people, an address for programs. */
export interface CalendarPerson {
  readonly name: string;
  readonly email: string;
}

/** The owner of these calendars: the studio and its URL. */
export interface CalendarSource {
  /** Absolute, without a trailing slash. */
  readonly baseUrl: string;
  /** The right side of each UID. */
  readonly host: string;
  /** The same in every message about one entry, or an update is not recognised (RFC 5546, 3.2.2). */
  readonly organizer: CalendarPerson;
}

/** `REQUEST` or `CANCEL` to one person, as a mail carries it (RFC 5546, 3.2.2 and 3.2.5). */
export function writeInvitation(
  entry: CalendarEntry,
  to: CalendarPerson,
  source: CalendarSource,
): string {
  // The client requested this time: there is nothing to answer.
  const attendee =
    `ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE;${person(to)}`;
  return calendar([
    `METHOD:${entry.status === "cancelled" ? "CANCEL" : "REQUEST"}`,
    ...event(entry, source, { attendees: [attendee] }),
  ]);
}

/** The entry as a file to download: nobody is asked for an answer (RFC 5546, 3.2.1). */
export function writeFile(
  entry: CalendarEntry,
  source: CalendarSource,
): string {
  return calendar(["METHOD:PUBLISH", ...event(entry, source)]);
}

/**
 * A calendar to subscribe to: no method, a name, and a refresh interval (RFC
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
    ...(entries.length === 0
      ? ANY_COMPONENT
      : entries.flatMap((entry) => event(entry, source))),
  ]);
}

/**
 * A calendar has at least one component (RFC 5545, 3.4): programs refuse to
 * subscribe to an empty file. A zone that nothing refers to shows nothing.
 */
const ANY_COMPONENT = component("VTIMEZONE", [
  "TZID:Etc/UTC",
  ...component("STANDARD", [
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "TZNAME:UTC",
  ]),
]);

function calendar(lines: readonly string[]): string {
  return fileOf(component("VCALENDAR", [
    "VERSION:2.0",
    "PRODID:-//Visavis//Visavis//EN",
    "CALSCALE:GREGORIAN",
    ...lines,
  ]));
}

/** Times are in UTC: zone rules in a file become outdated, an instant does not. */
function event(
  entry: CalendarEntry,
  { baseUrl, host, organizer }: CalendarSource,
  { attendees = [] }: { readonly attendees?: readonly string[] } = {},
): string[] {
  const page = `${baseUrl}${entry.path}`;
  const changed = utc(entry.changedAt);
  return component("VEVENT", [
    `UID:${entry.id}@${host}`,
    `SEQUENCE:${entry.sequence}`,
    // From the record, never from the clock: a mail that is sent again has the
    // same bytes.
    `DTSTAMP:${changed}`,
    `LAST-MODIFIED:${changed}`,
    `DTSTART:${utc(entry.startsAt)}`,
    `DTEND:${utc(entry.endsAt)}`,
    `SUMMARY:${text(entry.title)}`,
    `DESCRIPTION:${text(entry.description, page)}`,
    `LOCATION:${text(page)}`,
    `URL:${page}`,
    `ORGANIZER;${person(organizer)}`,
    ...attendees,
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

/** A line break or a comma in an address would inject a line, or a second person. */
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
