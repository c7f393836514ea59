import type { MailboxEntry } from "@/lib/adapters/kv/messages/mailbox.ts";
import { iso } from "@/lib/domain/basic/instant.ts";
import type { Studio } from "@/lib/domain/offer/studio.ts";
import { formatDateTime } from "@/lib/time/format.ts";

/** The mailbox's list, with the open mail marked. */
export function mailEntries(
  mails: readonly MailboxEntry[],
  { opened, studio }: {
    readonly opened: string | null;
    readonly studio: Studio | null | undefined;
  },
) {
  return mails.map((mail) => ({
    id: mail.id,
    href: `/dev/mailbox/${mail.id}`,
    to: mail.to,
    subject: mail.subject,
    at: iso(mail.receivedAt),
    time: formatDateTime(mail.receivedAt, studio?.zone ?? "UTC"),
    current: mail.id === opened,
  }));
}
