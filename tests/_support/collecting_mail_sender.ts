import type { Mail, MailIntent, MailSender } from "@/lib/ports/mod.ts";
import { until } from "./patience.ts";

/** Collects the mails to deliver, outside the store. */
export class CollectingMailSender implements MailSender {
  readonly intents: MailIntent[] = [];

  deliver(intent: MailIntent): Promise<void> {
    this.intents.push(intent);
    return Promise.resolve();
  }

  /** The newest mail of a kind. */
  last<K extends Mail["kind"]>(kind: K): Extract<Mail, { kind: K }> {
    const found = this.intents.findLast(({ mail }) => mail.kind === kind);
    if (!found) throw new Error(`no ${kind} was sent`);
    return found.mail as Extract<Mail, { kind: K }>;
  }

  /** The same for a mail that is sent after the response: waits for it. */
  async arrives<K extends Mail["kind"]>(
    kind: K,
  ): Promise<Extract<Mail, { kind: K }>> {
    await until(
      `a ${kind}`,
      () => this.intents.some(({ mail }) => mail.kind === kind),
    );
    return this.last(kind);
  }
}
