import type { Attachment, Mail } from "@/lib/ports.ts";
import type { MailOptions } from "./mail_content.ts";

/**
 * The files that go with a mail. The same mail always gives the same bytes,
 * because a mailer that retries compares them: no clock and no randomness here.
 */
export function attachmentsFor(
  _mail: Mail,
  _options: MailOptions,
): readonly Attachment[] {
  return [];
}
