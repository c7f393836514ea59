import type { Mail } from "@/lib/ports/mod.ts";
import {
  button,
  type MailContent,
  type MailOptions,
  paragraph,
} from "@/lib/adapters/mail/mail_content.ts";

/** To the artist: how many requests wait, after more of them than single mails. */
export function requestsToArtist(
  { waiting }: Extract<Mail, { kind: "requests_to_artist" }>,
  { baseUrl, words }: MailOptions,
): MailContent {
  const { requests: text } = words.staffMails;
  return {
    subject: text.subject({ waiting }),
    preview: text.many,
    heading: text.subject({ waiting }),
    blocks: [
      paragraph(text.many),
      button(text.see, `${baseUrl}/artist`),
    ],
  };
}
