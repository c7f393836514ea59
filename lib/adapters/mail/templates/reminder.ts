import type { Mail } from "@/lib/ports/mod.ts";
import { formatWhen } from "@/lib/time/format.ts";
import {
  button,
  facts,
  heading,
  list,
  type MailContent,
  type MailOptions,
  note,
  paragraph,
} from "@/lib/adapters/mail/mail_content.ts";
import { stopAddress } from "@/lib/adapters/mail/headers.ts";
import { greetingName } from "@/lib/adapters/mail/people_text.ts";
import { prepareTips } from "@/lib/domain/consultation/prepare_tips.ts";

/** To the client: when it is, the link again, and how to stop reminders. */
export function reminder(
  { consultation, reminder, secret, stopToken }: Extract<
    Mail,
    { kind: "reminder" }
  >,
  { baseUrl, joinPolicy, words }: MailOptions,
): MailContent {
  const { id, artistName: artist, serviceName: service, client } = consultation;
  const soon = reminder === "soon";
  const when = formatWhen(consultation, client.zone);
  const { reminder: text, labels, ...mails } = words.mails;
  return {
    subject: text.subject({ service, artist, soon }),
    preview: when,
    heading: text.heading({ soon }),
    blocks: [
      paragraph(mails.greeting({ name: greetingName(client.name) })),
      paragraph(text.starts({ artist, soon })),
      facts([
        [labels.with, artist],
        [labels.what, service],
        [labels.when, when],
      ]),
      button(mails.openConsultation, `${baseUrl}/c/${id}#${secret}`),
      paragraph(`${mails.roomOpens(joinPolicy)} ${text.eitherLink}`),
      ...(soon ? [] : [
        heading(words.prepare.heading),
        list(prepareTips(consultation.prepare, words.prepare)),
      ]),
      note(text.why, {
        label: text.stop,
        href: stopAddress(stopToken, baseUrl),
      }),
    ],
  };
}
