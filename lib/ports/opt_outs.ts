/** Who gets no reminders and no text messages. */
/**
 * Addresses that get no reminders. Stored by hash only, so that the list
 * outlives every consultation and names nobody.
 */
export interface ReminderOptOuts {
  /**
   * Issues a token for a mail to this address; only its hash is stored. A
   * reminder that is written with a change of its consultation brings its own,
   * in the same write.
   */
  issue(email: string): Promise<string>;
  /** The address's hash, or null for a token that was never issued. */
  addressOf(token: string): Promise<string | null>;
  isOptedOut(email: string): Promise<boolean>;
  isOptedOutBy(address: string): Promise<boolean>;
  optOut(address: string): Promise<void>;
  optIn(address: string): Promise<void>;
}

/**
 * Numbers that get no text messages. Stored by hash only, so that the list
 * outlives every consultation.
 */
export interface SmsOptOuts {
  isOptedOut(phone: string): Promise<boolean>;
  optOut(phone: string): Promise<void>;
  /**
   * Someone texted us from this number. A message that was processed before, by
   * its id, has no effect: an old "START" must not undo a "STOP".
   */
  recordReply(
    messageId: string,
    reply: { readonly phone: string; readonly request: "stop" | "resume" },
  ): Promise<void>;
}
