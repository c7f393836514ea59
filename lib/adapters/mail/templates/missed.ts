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
import { oneLine } from "@/lib/domain/basic/plain_text.ts";

/** To the person who waited in vain: that the other did not come, and how to find another time. */
export function missed(
  { consultation, waited }: Extract<Mail, { kind: "missed" }>,
  { baseUrl, words }: MailOptions,
): MailContent {
  const { id, artistName: artist, artistZone, serviceName, client } =
    consultation;
  const { startsAt, endsAt } = consultation;
  const { mails } = words;
  const toClient = waited === "client";
  const zone = toClient ? client.zone : artistZone;
  const text = toClient ? mails.missed : words.staffMails.missed;
  const other = toClient ? artist : oneLine(client.name, 60);
  return {
    subject: text.subject({ other }),
    preview: text.next,
    heading: text.subject({ other }),
    blocks: [
      ...(toClient
        ? [paragraph(mails.greeting({ name: greetingName(client.name) }))]
        : []),
      facts([
        [mails.labels.what, serviceName],
        [mails.labels.when, formatWhen({ startsAt, endsAt }, zone)],
      ]),
      paragraph(text.next),
      toClient ? button(mails.seeTimes, `${baseUrl}/book`) : button(
        words.staffMails.missed.see,
        `${baseUrl}/artist/consultations/${id}`,
      ),
    ],
  };
}
