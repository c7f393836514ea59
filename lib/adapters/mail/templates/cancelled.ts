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

/** To the client: it is cancelled, and by whom. */
export function cancelled(
  { consultation, by, word }: Extract<Mail, { kind: "cancelled" }>,
  { baseUrl, words }: MailOptions,
): MailContent {
  const { artistName: artist, serviceName: service, client } = consultation;
  const when = formatWhen(consultation, client.zone);
  const { cancelled: text, labels, ...mails } = words.mails;
  const message = lines(word);
  return {
    subject: text.subject({ service, artist }),
    preview: when,
    heading: text.heading,
    blocks: [
      paragraph(mails.greeting({ name: greetingName(client.name) })),
      paragraph(text.cancelledBy({ by, artist })),
      facts([
        [labels.with, artist],
        [labels.what, service],
        [labels.when, when],
      ]),
      ...(message === "" ? [] : [
        paragraph(
          by === "artist"
            ? mails.writes({ who: artist })
            : mails.theStudioWrites,
        ),
        quote(message),
      ]),
      paragraph(mails.chooseAnother),
      button(mails.seeTimes, `${baseUrl}/book`),
    ],
  };
}
