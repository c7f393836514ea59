import { entryForClient } from "@/lib/domain/calendar/calendar_entry.ts";
import { calendarLinks } from "@/lib/domain/calendar/calendar_links.ts";
import type { ConsultationInMail } from "@/lib/ports/mod.ts";
import { type Block, links, type MailOptions } from "./mail_content.ts";

/** The calendars that a tap opens; other calendars use the attached file. */
export function toCalendar(
  consultation: ConsultationInMail,
  { baseUrl, words }: MailOptions,
): Block {
  const entry = entryForClient(consultation, {
    status: "confirmed",
    changedAt: consultation.startsAt,
    words: words.calendar,
  });
  const { google, outlook } = calendarLinks(entry, baseUrl);
  const { calendar } = words.mails;
  return links(calendar.lead, [
    [calendar.google, google],
    [calendar.outlook, outlook],
  ]);
}
