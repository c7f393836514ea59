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

/** To the client: the artist is there and waits. */
export function ready(
  { consultation, secret }: Extract<Mail, { kind: "ready" }>,
  { baseUrl, joinPolicy, words }: MailOptions,
): MailContent {
  const { id, artistName: artist, serviceName, client, startsAt, endsAt } =
    consultation;
  const until = formatDateTime(endsAt + joinPolicy.graceMs, client.zone);
  const { ready: text, labels, ...mails } = words.mails;
  return {
    subject: text.subject({ artist }),
    preview: text.preview,
    heading: text.subject({ artist }),
    blocks: [
      paragraph(mails.greeting({ name: greetingName(client.name) })),
      paragraph(text.waiting({ artist, until })),
      button(mails.openConsultation, `${baseUrl}/c/${id}#${secret}`),
      facts([
        [labels.what, serviceName],
        [labels.when, formatWhen({ startsAt, endsAt }, client.zone)],
      ]),
    ],
  };
}
