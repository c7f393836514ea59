import type { Mail } from "@/lib/ports/mod.ts";
import { formatTime, formatZone } from "@/lib/time/format.ts";
import {
  button,
  code,
  type MailContent,
  type MailOptions,
  paragraph,
} from "@/lib/adapters/mail/mail_content.ts";
import { spacedCode } from "@/lib/adapters/mail/people_text.ts";

/** To an artist or admin: sign in by link or by code. */
export function signIn(
  { secret, code: digits, expiresAt }: Extract<Mail, { kind: "sign_in" }>,
  { baseUrl, studio, words }: MailOptions,
): MailContent {
  const until = `${formatTime(expiresAt, studio.zone)} ${
    formatZone(expiresAt, studio.zone)
  }`;
  const { signIn: text } = words.staffMails;
  return {
    // The code is not in the subject: a locked phone shows subjects to
    // everyone.
    subject: text.subject({ studio: studio.name }),
    preview: text.preview({ until }),
    heading: text.heading,
    blocks: [
      paragraph(text.typeCode),
      code(spacedCode(digits)),
      paragraph(text.orLink),
      button(text.button, `${baseUrl}/sign-in/link#${secret}`),
      paragraph(text.once({ until })),
      paragraph(text.notYou),
    ],
  };
}
