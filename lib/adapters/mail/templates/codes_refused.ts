import {
  button,
  type MailContent,
  type MailOptions,
  paragraph,
} from "@/lib/adapters/mail/mail_content.ts";

/** To an artist or admin: wrong codes were entered for their address, again and again. */
export function codesRefused({ baseUrl, words }: MailOptions): MailContent {
  const { codesRefused: text } = words.staffMails;
  return {
    subject: text.subject,
    preview: text.safe,
    heading: text.subject,
    blocks: [
      paragraph(text.what),
      paragraph(text.safe),
      button(text.button, `${baseUrl}/sign-in`),
    ],
  };
}
