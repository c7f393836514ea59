import type { Mail } from "@/lib/ports/mod.ts";
import { formatWhen } from "@/lib/time/format.ts";
import {
  button,
  facts,
  type MailContent,
  type MailOptions,
  paragraph,
} from "@/lib/adapters/mail/mail_content.ts";
import { toCalendar } from "@/lib/adapters/mail/calendar_block.ts";
import { changes } from "@/lib/adapters/mail/changes.ts";
import { greetingName } from "@/lib/adapters/mail/people_text.ts";

/** To the client: the old time, the new time, and its link. */
export function rescheduled(
  { consultation, before, by, secret }: Extract<Mail, { kind: "rescheduled" }>,
  options: MailOptions,
): MailContent {
  const { baseUrl, joinPolicy, words } = options;
  const { id, artistName: artist, serviceName: service, client } = consultation;
  const when = formatWhen(consultation, client.zone);
  const { rescheduled: text, labels, ...mails } = words.mails;
  return {
    subject: text.subject({ service, artist }),
    preview: when,
    heading: text.heading,
    blocks: [
      paragraph(mails.greeting({ name: greetingName(client.name) })),
      paragraph(text.movedBy({ by, artist })),
      facts([
        [labels.with, artist],
        [labels.what, service],
        [labels.now, when],
        [
          labels.before,
          formatWhen({ startsAt: before.from, endsAt: before.to }, client.zone),
        ],
      ]),
      button(mails.openConsultation, `${baseUrl}/c/${id}#${secret}`),
      ...(by === "client" ? [paragraph(text.settled({ artist }))] : []),
      paragraph(text.newLink),
      toCalendar(consultation, options),
      paragraph(
        `${mails.roomOpens(joinPolicy)} ${changes(consultation, options)}`,
      ),
    ],
  };
}
