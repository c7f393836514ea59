import type { Mail, MailIntent, Postman } from "@/lib/ports.ts";

/** Keeps what it is given to deliver, outside the store. */
export class CollectingPostman implements Postman {
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

  /** The same, for a mail that is sent after the answer: waits for it. */
  async arrives<K extends Mail["kind"]>(
    kind: K,
  ): Promise<Extract<Mail, { kind: K }>> {
    for (let look = 0; look < 300; look++) {
      if (this.intents.some(({ mail }) => mail.kind === kind)) break;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return this.last(kind);
  }
}
