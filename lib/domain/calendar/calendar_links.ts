import type { CalendarEntry } from "./calendar_entry.ts";
import { type Instant, iso } from "@/lib/domain/basic/instant.ts";

/** URLs that open a web calendar with the entry filled in; the person saves it themselves. */
export interface CalendarLinks {
  readonly google: string;
  readonly outlook: string;
}

/**
 * Neither URL is documented by its owner; both have worked for years
 * (github.com/InteractionDesignFoundation/add-event-to-calendar-docs). They
 * contain what the entry contains and nothing more.
 */
export function calendarLinks(
  entry: CalendarEntry,
  baseUrl: string,
): CalendarLinks {
  const page = `${baseUrl}${entry.path}`;
  const words = `${entry.description}\n\n${page}`;
  return {
    google: address("https://calendar.google.com/calendar/render", {
      action: "TEMPLATE",
      text: entry.title,
      dates: `${basic(entry.startsAt)}/${basic(entry.endsAt)}`,
      details: words,
      location: page,
    }),
    outlook: address("https://outlook.live.com/calendar/0/deeplink/compose", {
      path: "/calendar/action/compose",
      rru: "addevent",
      subject: entry.title,
      startdt: iso(entry.startsAt),
      enddt: iso(entry.endsAt),
      body: words,
      location: page,
    }),
  };
}

/** `20261122T160000Z`: ISO 8601's basic form. */
function basic(at: Instant): string {
  return iso(at).replace(/\.\d+|[-:]/g, "");
}

/** Not `URLSearchParams`: Outlook shows its `+` for a space as a plus sign. */
function address(at: string, fields: Readonly<Record<string, string>>): string {
  const query = Object.entries(fields).map(([name, value]) =>
    `${name}=${encodeURIComponent(value)}`
  );
  return `${at}?${query.join("&")}`;
}
