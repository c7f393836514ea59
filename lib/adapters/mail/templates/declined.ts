import type { Mail } from "@/lib/ports/mod.ts";
import { formatWhen } from "@/lib/time/format.ts";
import {
  button,
  facts,
  type MailContent,
  type MailOptions,
  paragraph,
  quote,
} from "@/lib/adapters/mail/mail_content.ts";
import { greetingName, lines } from "@/lib/adapters/mail/people_text.ts";

/** To the client: declined, why, and what to do next. */
export function declined(
  { consultation, reason }: Extract<Mail, { kind: "declined" }>,
  { baseUrl, words }: MailOptions,
): MailContent {
  const { artistName: artist, serviceName, client, startsAt, endsAt } =
    consultation;
  const { declined: text, labels, ...mails } = words.mails;
  const message = lines(reason);
  return {
    subject: text.subject({ artist }),
    preview: mails.chooseAnother,
    heading: text.heading,
    blocks: [
      paragraph(mails.greeting({ name: greetingName(client.name) })),
      paragraph(text.sorry({ artist })),
      facts([
        [labels.what, serviceName],
        [labels.when, formatWhen({ startsAt, endsAt }, client.zone)],
      ]),
      ...(message === ""
        ? []
        : [paragraph(mails.writes({ who: artist })), quote(message)]),
      paragraph(mails.chooseAnother),
      button(mails.seeTimes, `${baseUrl}/book`),
    ],
  };
}
