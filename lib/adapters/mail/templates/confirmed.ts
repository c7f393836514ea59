import type { Mail } from "@/lib/ports/mod.ts";
import { formatWhen } from "@/lib/time/format.ts";
import {
  button,
  facts,
  heading,
  list,
  type MailContent,
  type MailOptions,
  paragraph,
} from "@/lib/adapters/mail/mail_content.ts";
import { toCalendar } from "@/lib/adapters/mail/calendar_block.ts";
import { changes } from "@/lib/adapters/mail/changes.ts";
import { greetingName } from "@/lib/adapters/mail/people_text.ts";
import { prepareTips } from "@/lib/domain/consultation/prepare_tips.ts";

/** To the client: the link, when it opens, and how to prepare. */
export function confirmed(
  { consultation, secret }: Extract<Mail, { kind: "confirmed" }>,
  options: MailOptions,
): MailContent {
  const { baseUrl, joinPolicy, words } = options;
  const { id, artistName: artist, serviceName: service, client } = consultation;
  const when = formatWhen(consultation, client.zone);
  const { confirmed: text, labels, ...mails } = words.mails;
  return {
    subject: text.subject({ service, artist }),
    preview: when,
    heading: text.heading,
    blocks: [
      paragraph(mails.greeting({ name: greetingName(client.name) })),
      paragraph(text.looksForward({ artist })),
      facts([
        [labels.with, artist],
        [labels.what, service],
        [labels.when, when],
      ]),
      // The secret is after the `#`, which browsers do not send: it reaches no
      // log on the way.
      button(mails.openConsultation, `${baseUrl}/c/${id}#${secret}`),
      paragraph(`${mails.roomOpens(joinPolicy)} ${text.yourLink}`),
      toCalendar(consultation, options),
      paragraph(changes(consultation, options)),
      heading(words.prepare.heading),
      list(prepareTips(consultation.prepare, words.prepare)),
      heading(text.test.heading),
      paragraph(text.test.text),
    ],
  };
}
