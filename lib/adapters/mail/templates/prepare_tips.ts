import type { ConsultationInMail } from "@/lib/ports/mod.ts";
import type { MailOptions } from "@/lib/adapters/mail/mail_content.ts";

/** What a client prepares: light and devices always, the rest as the service says. */
export function prepareTips(
  { prepare }: Pick<ConsultationInMail, "prepare">,
  { light, face, devices }: MailOptions["words"]["mails"]["prepare"],
): readonly string[] {
  return [light, ...(prepare?.split("\n") ?? face), ...devices];
}
