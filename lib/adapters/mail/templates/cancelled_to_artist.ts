import type { Mail } from "@/lib/ports/mod.ts";
import { freedTime } from "@/lib/adapters/mail/freed_time.ts";
import type {
  MailContent,
  MailOptions,
} from "@/lib/adapters/mail/mail_content.ts";

/** To the artist: which consultation is cancelled. */
export function cancelledToArtist(
  { consultation, by }: Extract<Mail, { kind: "cancelled_to_artist" }>,
  options: MailOptions,
): MailContent {
  const { subject, heading, freed } = options.words.staffMails.cancelled;
  return freedTime(consultation, {
    subject,
    heading: (client) => heading({ by, client }),
    freed: freed({ by }),
  }, options);
}
