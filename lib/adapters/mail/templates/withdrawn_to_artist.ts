import type { Mail } from "@/lib/ports/mod.ts";
import { freedTime } from "@/lib/adapters/mail/freed_time.ts";
import type {
  MailContent,
  MailOptions,
} from "@/lib/adapters/mail/mail_content.ts";

/** To the artist: which request needs no answer any more. */
export function withdrawnToArtist(
  { consultation }: Extract<Mail, { kind: "withdrawn_to_artist" }>,
  options: MailOptions,
): MailContent {
  const { subject, heading, freed } = options.words.staffMails.withdrawn;
  return freedTime(consultation, {
    subject,
    heading: (client) => heading({ client }),
    freed,
  }, options);
}
