import type { MailConfig } from "@/lib/config.ts";
import type { Studio } from "@/lib/domain/studio.ts";
import { type CalendarPerson, isAddress } from "./write_calendar.ts";

/**
 * Who invites: the studio, by the address its mails come from, because mail
 * programs doubt an invitation in somebody else's name; without a mail account,
 * by its contact address.
 */
export function organizerOf(
  studio: Pick<Studio, "name" | "contactEmail">,
  mail: MailConfig,
): CalendarPerson {
  const from = mail.transport === "resend"
    ? /<([^<>]*)>\s*$/.exec(mail.from)?.[1] ?? mail.from.trim()
    : studio.contactEmail;
  const email = isAddress(from) ? from : studio.contactEmail;
  return { name: studio.name, email };
}
