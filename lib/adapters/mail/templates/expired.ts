import type { Mail } from "@/lib/ports/mod.ts";
import { formatWhen } from "@/lib/time/format.ts";
import {
  button,
  facts,
  type MailContent,
  type MailOptions,
  paragraph,
} from "@/lib/adapters/mail/mail_content.ts";
import { greetingName } from "@/lib/adapters/mail/people_text.ts";

/** To the client: nobody answered before the requested time. */
export function expired(
  { consultation }: Extract<Mail, { kind: "expired" }>,
  { baseUrl, words }: MailOptions,
): MailContent {
  const { artistName, serviceName: service, client, startsAt, endsAt } =
    consultation;
  const { expired: text, labels, ...mails } = words.mails;
  return {
    subject: text.subject({ service }),
    preview: mails.chooseAnother,
    heading: text.heading,
    blocks: [
      paragraph(mails.greeting({ name: greetingName(client.name) })),
      paragraph(text.sorry({ artist: artistName })),
      facts([
        [labels.what, service],
        [labels.when, formatWhen({ startsAt, endsAt }, client.zone)],
      ]),
      paragraph(text.released),
      button(mails.seeTimes, `${baseUrl}/book`),
    ],
  };
}
