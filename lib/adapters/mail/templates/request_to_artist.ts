import type { ConsultationInMail, Mail } from "@/lib/ports/mod.ts";
import { formatDateTime, formatWhen } from "@/lib/time/format.ts";
import {
  type Block,
  button,
  facts,
  heading,
  type MailContent,
  type MailOptions,
  paragraph,
  quote,
} from "@/lib/adapters/mail/mail_content.ts";
import { lines } from "@/lib/adapters/mail/people_text.ts";
import { oneLine } from "@/lib/domain/basic/plain_text.ts";
import type { Words } from "@/lib/words/mod.ts";

/** To the artist: who requests what, in the artist's own time. */
export function requestToArtist(
  { consultation }: Extract<Mail, { kind: "request_to_artist" }>,
  { baseUrl, words }: MailOptions,
): MailContent {
  const { id, serviceName: service, startsAt, endsAt, artistZone } =
    consultation;
  const client = oneLine(consultation.client.name, 60);
  const when = formatWhen({ startsAt, endsAt }, artistZone);
  const theirs = formatWhen({ startsAt, endsAt }, consultation.client.zone);
  const { request: text, labels } = words.staffMails;
  const shared = words.mails.labels;
  return {
    subject: text.subject({ service, client }),
    preview: when,
    heading: text.heading,
    blocks: [
      paragraph(text.asks({ client })),
      facts([
        [labels.client, client],
        [labels.email, oneLine(consultation.client.email)],
        [shared.what, service],
        [shared.when, when],
        [labels.forTheClient, theirs === when ? "" : theirs],
      ]),
      ...brought(consultation, words),
      paragraph(text.decide),
      button(text.answer, `${baseUrl}/artist/consultations/${id}`),
      paragraph(
        text.held({
          until: formatDateTime(consultation.answerBy ?? startsAt, artistZone),
        }),
      ),
    ],
  };
}

/** The client's note and answers, and the number of photos: the photos themselves stay on the page. */
function brought(
  { client, intake, photos }: ConsultationInMail,
  { staffMails: { request: text } }: Words,
): Block[] {
  const note = lines(client.note);
  return [
    ...(note === "" ? [] : [paragraph(text.clientWrites), quote(note)]),
    ...(intake.length === 0 ? [] : [
      heading(text.answers),
      facts(intake.map(({ label, answer }) => [
        oneLine(label),
        oneLine(answer, 500) || text.noAnswer,
      ])),
    ]),
    ...(photos.length === 0
      ? []
      : [paragraph(text.photos({ photos: photos.length }))]),
  ];
}
