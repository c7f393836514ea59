import type { Config, MailConfig } from "@/lib/config/mod.ts";
import type { Studio } from "@/lib/domain/offer/studio.ts";
import type { CalendarIdentities } from "@/lib/ports/mod.ts";
import { type CalendarSource, isAddress } from "./write_calendar.ts";

/**
 * The owner of the studio's calendars. Host and organizer are those of the
 * first start (`CalendarIdentity`); names and pages are the current ones.
 */
export async function calendarSource(
  { baseUrl, mail }: Pick<Config, "baseUrl" | "mail">,
  studio: Pick<Studio, "name" | "contactEmail">,
  identities: CalendarIdentities,
): Promise<CalendarSource> {
  const { host, organizerEmail } = await identities.settle({
    host: new URL(baseUrl).hostname,
    organizerEmail: organizerEmailOf(studio, mail),
  });
  return {
    baseUrl,
    host,
    organizer: { name: studio.name, email: organizerEmail },
  };
}

/**
 * The inviting party: the studio, with the address its mails come from, because
 * mail programs distrust an invitation in another sender's name; without a mail
 * account, its contact address.
 */
function organizerEmailOf(
  studio: Pick<Studio, "contactEmail">,
  mail: MailConfig,
): string {
  const from = mail.transport === "resend"
    ? /<([^<>]*)>\s*$/.exec(mail.from)?.[1] ?? mail.from.trim()
    : studio.contactEmail;
  return isAddress(from) ? from : studio.contactEmail;
}
