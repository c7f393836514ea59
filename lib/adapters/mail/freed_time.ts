import type { ConsultationInMail } from "@/lib/ports/mod.ts";
import { oneLine } from "@/lib/domain/basic/plain_text.ts";
import { formatWhen } from "@/lib/time/format.ts";
import {
  button,
  facts,
  type MailContent,
  type MailOptions,
  paragraph,
} from "./mail_content.ts";

interface FreedWords {
  readonly subject: (about: {
    readonly service: string;
    readonly client: string;
  }) => string;
  readonly heading: (client: string) => string;
  readonly freed: string;
}

/** To the artist: a time of theirs is free again. */
export function freedTime(
  consultation: ConsultationInMail,
  { subject, heading, freed }: FreedWords,
  { baseUrl, words }: MailOptions,
): MailContent {
  const { artistZone, serviceName: service } = consultation;
  const client = oneLine(consultation.client.name, 60);
  const when = formatWhen(consultation, artistZone);
  const { cancelled, labels } = words.staffMails;
  const { what, when: at } = words.mails.labels;
  return {
    subject: subject({ service, client }),
    preview: when,
    heading: heading(client),
    blocks: [
      facts([[labels.who, client], [what, service], [at, when]]),
      paragraph(freed),
      button(cancelled.seeDay, `${baseUrl}/artist`),
    ],
  };
}
