import type { MailboxEntry } from "@/lib/adapters/kv/mailbox.ts";
import { iso } from "@/lib/domain/instant.ts";
import type { Studio } from "@/lib/domain/studio.ts";
import { formatMoment } from "@/lib/time/format.ts";

/** The mailbox's list, with the opened mail marked. */
export function mailEntries(
  mails: readonly MailboxEntry[],
  opened: string | null,
  studio: Studio | null | undefined,
) {
  return mails.map((mail) => ({
    id: mail.id,
    href: `/dev/mailbox/${mail.id}`,
    to: mail.to,
    subject: mail.subject,
    at: iso(mail.receivedAt),
    time: formatMoment(mail.receivedAt, studio?.zone ?? "UTC"),
    current: mail.id === opened,
  }));
}
