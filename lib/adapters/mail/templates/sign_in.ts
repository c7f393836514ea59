import type { Mail } from "@/lib/ports.ts";
import { formatTime, formatZone } from "@/lib/time/format.ts";
import {
  button,
  code,
  type MailContent,
  type MailOptions,
  paragraph,
} from "../mail_content.ts";
import { spacedCode } from "../words.ts";

/** To an artist or admin: one way in by link, one by code. */
export function signIn(
  { secret, code: digits, expiresAt }: Extract<Mail, { kind: "sign_in" }>,
  { baseUrl, studio }: MailOptions,
): MailContent {
  const until = `${formatTime(expiresAt, studio.zone)} ${
    formatZone(expiresAt, studio.zone)
  }`;
  return {
    // The code is not in the subject: a locked phone shows subjects to everybody.
    subject: `Sign in to ${studio.name}`,
    preview: `Works until ${until}.`,
    heading: "Sign in",
    blocks: [
      paragraph("Type this code on the page where you asked for it:"),
      code(spacedCode(digits)),
      paragraph("Or sign in on this device:"),
      button("Sign in", `${baseUrl}/sign-in/link#${secret}`),
      paragraph(`Both work once, until ${until}.`),
      paragraph(
        "If you did not ask for this, ignore this mail: without it nobody can sign in. " +
          "Do not tell the code to anyone.",
      ),
    ],
  };
}
