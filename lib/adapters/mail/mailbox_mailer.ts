import type { Mailer, RenderedMail } from "@/lib/ports.ts";

/** Keeps a mail under its id, and the first one if it is put twice. */
export interface MailboxStore {
  put(mail: RenderedMail): Promise<void>;
}

/** Sends nothing: puts each mail where `/dev/mailbox` shows it. Never in production (`lib/config.ts`). */
export function createMailboxMailer(store: MailboxStore): Mailer {
  return { send: (mail) => store.put(mail) };
}
