import { entryForClient } from "@/lib/domain/calendar_entry.ts";
import { calendarLinks } from "@/lib/domain/calendar_links.ts";
import type { MailedConsultation } from "@/lib/ports.ts";
import { type Block, links } from "./mail_content.ts";

/** The ways into a calendar that a tap opens; other calendars take the attached file. */
export function toCalendar(
  consultation: MailedConsultation,
  baseUrl: string,
): Block {
  const { startsAt } = consultation;
  const entry = entryForClient(consultation, "confirmed", startsAt);
  const { google, outlook } = calendarLinks(entry, baseUrl);
  return links(
    "In your calendar: Apple's and most others take the attached file, invite.ics. On the web:",
    [["Add to Google Calendar", google], ["Add to Outlook", outlook]],
  );
}
