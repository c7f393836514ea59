import type { Clock, RenderedMail } from "@/lib/ports/mod.ts";
import { keys, ranges } from "@/lib/adapters/kv/keys.ts";
import type { Store } from "@/lib/adapters/kv/store.ts";

export interface MailboxEntry extends RenderedMail {
  readonly receivedAt: number;
}

/** Where mails go while no mail account is configured: kept in the store, shown at /dev/mailbox. */
export function createMailbox(store: Store, clock: Clock) {
  return {
    async put(mail: RenderedMail): Promise<void> {
      const key = keys.mailbox(mail.id);
      await store.commit(
        store.atomic().check({ key, versionstamp: null })
          .set(key, { ...mail, receivedAt: clock.now() }),
      );
    },
    /** Newest first. */
    async list(): Promise<MailboxEntry[]> {
      const entries = await store.list<MailboxEntry>(ranges.mailbox(), {
        limit: 200,
        reverse: true,
      });
      return entries.map((entry) => whole(entry.value));
    },
    async get(id: string): Promise<MailboxEntry | null> {
      const { value } = await store.get<MailboxEntry>(keys.mailbox(id));
      return value === null ? null : whole(value);
    },
  };
}

/** A mail that an older version stored had neither headers nor attachments. */
function whole(entry: MailboxEntry): MailboxEntry {
  return {
    ...entry,
    headers: entry.headers ?? {},
    attachments: entry.attachments ?? [],
  };
}

export type Mailbox = ReturnType<typeof createMailbox>;
