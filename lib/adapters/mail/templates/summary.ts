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

/** To the client, afterwards: what it was and how long it took. */
export function summary(
  { consultation, startedAt, endedAt, secret }: Extract<
    Mail,
    { kind: "summary" }
  >,
  { baseUrl, words }: MailOptions,
): MailContent {
  const { artistName: artist, serviceName: service, client } = consultation;
  const { summary: text, labels, greeting } = words.mails;
  return {
    subject: text.subject({ artist }),
    preview: text.preview({ service, artist }),
    heading: text.heading,
    blocks: [
      paragraph(greeting({ name: greetingName(client.name) })),
      paragraph(text.details),
      facts([
        [labels.with, artist],
        [labels.what, service],
        [
          labels.when,
          formatWhen({ startsAt: startedAt, endsAt: endedAt }, client.zone),
        ],
      ]),
      // An empty secret belongs to a dead letter, which nobody sends.
      ...(secret
        ? [
          paragraph(text.yourPage({ artist })),
          button(text.openPage, `${baseUrl}/c/${consultation.id}#${secret}`),
          paragraph(text.questions),
        ]
        : [
          paragraph(text.questions),
          button(text.bookAgain, `${baseUrl}/book`),
        ]),
    ],
  };
}
