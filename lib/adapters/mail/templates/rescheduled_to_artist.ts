import type { Mail } from "@/lib/ports/mod.ts";
import { formatWhen } from "@/lib/time/format.ts";
import {
  button,
  facts,
  type MailContent,
  type MailOptions,
  paragraph,
} from "@/lib/adapters/mail/mail_content.ts";
import { oneLine } from "@/lib/domain/basic/plain_text.ts";

/** To the artist: which consultation moved, from when to when. */
export function rescheduledToArtist(
  { consultation, before, by }: Extract<
    Mail,
    { kind: "rescheduled_to_artist" }
  >,
  { baseUrl, studio, words }: MailOptions,
): MailContent {
  const { id, artistZone, serviceName: service } = consultation;
  const client = oneLine(consultation.client.name, 60);
  const when = formatWhen(consultation, artistZone);
  const { rescheduled: text, labels } = words.staffMails;
  const shared = words.mails.labels;
  const next = by === "client"
    ? text.noAgreement({ hours: studio.clientChangesUntilHours })
    : text.nothingToDo;
  return {
    subject: text.subject({ service, client }),
    preview: when,
    heading: text.heading({ by, client }),
    blocks: [
      facts([
        [labels.who, client],
        [shared.what, service],
        [shared.now, when],
        [
          shared.before,
          formatWhen({ startsAt: before.from, endsAt: before.to }, artistZone),
        ],
      ]),
      paragraph(`${text.freed} ${next}`),
      button(text.see, `${baseUrl}/artist/consultations/${id}`),
    ],
  };
}
