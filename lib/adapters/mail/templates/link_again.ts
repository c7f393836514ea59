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

/** To the client, who asked for it on the page of a link that was cut off. */
export function linkAgain(
  { consultation, secret }: Extract<Mail, { kind: "link_again" }>,
  { baseUrl, joinPolicy, words }: MailOptions,
): MailContent {
  const { id, artistName: artist, serviceName: service, client } = consultation;
  const when = formatWhen(consultation, client.zone);
  const { linkAgain: text, labels, ...mails } = words.mails;
  return {
    subject: text.subject({ service, artist }),
    preview: when,
    heading: text.heading,
    blocks: [
      paragraph(mails.greeting({ name: greetingName(client.name) })),
      paragraph(text.asked),
      button(mails.openConsultation, `${baseUrl}/c/${id}#${secret}`),
      paragraph(mails.roomOpens(joinPolicy)),
      facts([
        [labels.with, artist],
        [labels.what, service],
        [labels.when, when],
      ]),
      paragraph(text.notYou),
    ],
  };
}
