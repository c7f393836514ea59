import type { Mail } from "@/lib/ports/mod.ts";
import { formatDateTime, formatWhen } from "@/lib/time/format.ts";
import {
  button,
  facts,
  type MailContent,
  type MailOptions,
  paragraph,
} from "@/lib/adapters/mail/mail_content.ts";
import { greetingName } from "@/lib/adapters/mail/people_text.ts";

/** To the client, at once: the request has arrived, and is not confirmed yet. */
export function requestReceived(
  { consultation, secret }: Extract<Mail, { kind: "request_received" }>,
  { baseUrl, words }: MailOptions,
): MailContent {
  const { artistName: artist, serviceName, client, startsAt, endsAt } =
    consultation;
  const { greeting, labels, requestReceived: text } = words.mails;
  return {
    subject: text.subject({ artist }),
    preview: text.preview({ artist }),
    heading: text.heading,
    blocks: [
      paragraph(greeting({ name: greetingName(client.name) })),
      paragraph(text.received({ artist })),
      facts([
        [labels.with, artist],
        [labels.what, serviceName],
        [labels.when, formatWhen({ startsAt, endsAt }, client.zone)],
      ]),
      paragraph(
        text.held({
          until: formatDateTime(consultation.answerBy ?? startsAt, client.zone),
        }),
      ),
      ...(secret === undefined ? [] : [
        paragraph(text.change),
        button(text.see, `${baseUrl}/c/${consultation.id}#${secret}`),
        paragraph(text.yourLink),
      ]),
      paragraph(text.next),
      paragraph(text.notYou),
    ],
  };
}
