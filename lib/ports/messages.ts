/** Mails and text messages, from the row that is written with a state to whoever sends it. */
import type { Client, IntakeAnswer } from "@/lib/domain/consultation.ts";
import type { ConsultationId, PhotoId } from "@/lib/domain/ids.ts";
import type { Instant, Span } from "@/lib/domain/instant.ts";
import type { Party } from "@/lib/domain/presence.ts";
import type { TimedReminder } from "@/lib/domain/reminders.ts";
import type { Stored } from "./store.ts";

/** A message to be sent, written in the same atomic as the state that causes it. */
export type Intent = MailIntent | SmsIntent;

export interface MailIntent {
  readonly id: string;
  readonly mail: Mail;
}

export interface SmsIntent {
  readonly id: string;
  readonly sms: Sms;
}

/**
 * The mails of the product, by their reason. Each carries what its words need
 * and nothing else. Secrets live here until the mail is sent, then nowhere.
 */
export type Mail =
  | {
    readonly kind: "request_received";
    readonly to: string;
    readonly consultation: MailedConsultation;
  }
  | {
    readonly kind: "request_to_artist";
    readonly to: string;
    readonly consultation: MailedConsultation;
  }
  | {
    readonly kind: "confirmed";
    readonly to: string;
    readonly consultation: MailedConsultation;
    readonly secret: string;
  }
  | {
    readonly kind: "declined";
    readonly to: string;
    readonly consultation: MailedConsultation;
    readonly reason: string;
  }
  /** To the client: the new time, and the link that goes with it. */
  | {
    readonly kind: "rescheduled";
    readonly to: string;
    readonly consultation: MailedConsultation;
    readonly before: Span;
    readonly by: Party | "admin";
    readonly secret: string;
  }
  | {
    readonly kind: "rescheduled_to_artist";
    readonly to: string;
    readonly consultation: MailedConsultation;
    readonly before: Span;
    readonly by: Party | "admin";
  }
  | {
    readonly kind: "cancelled";
    readonly to: string;
    readonly consultation: MailedConsultation;
    readonly by: Party | "admin";
    /** A word to the client, in the words of whoever cancelled; may be empty. */
    readonly word: string;
  }
  | {
    readonly kind: "cancelled_to_artist";
    readonly to: string;
    readonly consultation: MailedConsultation;
    readonly by: Party | "admin";
  }
  /** To the client: nobody answered the request before its time. */
  | {
    readonly kind: "expired";
    readonly to: string;
    readonly consultation: MailedConsultation;
  }
  | {
    readonly kind: "reminder";
    readonly to: string;
    readonly consultation: MailedConsultation;
    readonly reminder: TimedReminder;
    readonly secret: string;
    /** Ends reminders for this address, and only that. */
    readonly stopToken: string;
  }
  /** To the client: the artist is there, and the client is not. */
  | {
    readonly kind: "ready";
    readonly to: string;
    readonly consultation: MailedConsultation;
    readonly secret: string;
  }
  | {
    readonly kind: "summary";
    readonly to: string;
    readonly consultation: MailedConsultation;
    readonly startedAt: Instant;
    readonly endedAt: Instant;
  }
  | {
    readonly kind: "sign_in";
    readonly to: string;
    readonly secret: string;
    readonly code: string;
    readonly expiresAt: Instant;
  };

/**
 * The text messages to a client who asked for them, each beside the mail of the
 * same kind, and with the same link. `to` is E.164.
 */
export type Sms =
  & { readonly to: string; readonly consultation: TextedConsultation }
  & (
    | { readonly kind: "confirmed"; readonly secret: string }
    | { readonly kind: "rescheduled"; readonly secret: string }
    | { readonly kind: "cancelled" }
    | {
      readonly kind: "reminder";
      readonly reminder: TimedReminder;
      readonly secret: string;
    }
    | { readonly kind: "ready"; readonly secret: string }
  );

/** What the few words of a text message need, and nothing that anybody wrote about themselves. */
export interface TextedConsultation {
  readonly id: ConsultationId;
  readonly version: number;
  readonly artistName: string;
  /** IANA name of the client's zone. */
  readonly zone: string;
  readonly startsAt: Instant;
}

export interface MailedConsultation {
  readonly id: ConsultationId;
  readonly version: number;
  readonly artistName: string;
  /** IANA name of the zone in which the artist reads times. */
  readonly artistZone: string;
  readonly serviceName: string;
  readonly client: Client;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly intake: readonly IntakeAnswer[];
  readonly photos: readonly PhotoId[];
  readonly confirmedAt: Instant | null;
  /** When its time was agreed, or called off again; null if it never was agreed: no calendar holds it. */
  readonly agreedAt: Instant | null;
}

export interface RenderedMail {
  readonly id: string;
  /** What it is about, so that it can be erased with it; null for a sign-in. */
  readonly consultationId: ConsultationId | null;
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Beside the usual ones, such as `List-Unsubscribe`; each value is one line. */
  readonly headers: Readonly<Record<string, string>>;
  readonly attachments: readonly Attachment[];
}

/** A file that goes with a mail. */
export interface Attachment {
  readonly filename: string;
  /** With its parameters, for example `text/calendar; charset=utf-8; method=REQUEST`. */
  readonly contentType: string;
  /** Text, which is sent as UTF-8. */
  readonly content: string;
}

export interface Mailer {
  /** Sends once per id, however often it is called. Throws if it could not. */
  send(mail: RenderedMail): Promise<void>;
}

/** Puts a message into words and sends it, once per intent. Throws if it could not. */
export interface Postman {
  deliver(intent: MailIntent): Promise<void>;
}

/** The same for text messages. */
export interface Texter {
  /**
   * `stopped`: whoever has this number wants none, and was sent none.
   *
   * @param triedBefore an earlier attempt may have sent it: look before sending
   */
  deliver(
    intent: SmsIntent,
    triedBefore: boolean,
  ): Promise<"sent" | "stopped">;
}

export interface OutboxRow {
  readonly intent: Intent;
  readonly attempts: number;
  readonly nextAttemptAt: Instant;
  /** Until when the first sender held it; not there before somebody did. */
  readonly firstHeldUntil?: Instant;
}

/**
 * What is kept of a message that could not be sent: what it was, and why not. The
 * secrets of the mail or the text message are blank.
 */
export type DeadLetter = Intent & {
  readonly consultationId: ConsultationId | null;
  readonly attempts: number;
  readonly failedAt: Instant;
  /** The last error; never an address or a person's words. */
  readonly reason: string;
};

export interface Outbox {
  /** Rows that are due, the longest due first; read as they are asked for. */
  due(now: Instant): AsyncGenerator<Stored<OutboxRow>, void>;
  get(id: string): Promise<Stored<OutboxRow> | null>;
  /** Holds the row for this sender until `until`; null if another holds it. */
  lease(
    row: Stored<OutboxRow>,
    until: Instant,
  ): Promise<Stored<OutboxRow> | null>;
  done(id: string): Promise<void>;
  /** Puts the row back for later. */
  retry(row: Stored<OutboxRow>, at: Instant): Promise<void>;
  /** Takes the row out, and leaves a dead letter in its place. */
  layAside(row: Stored<OutboxRow>, reason: string, at: Instant): Promise<void>;
  /** Newest first. */
  deadLetters(): Promise<Stored<DeadLetter>[]>;
  deadLetter(id: string): Promise<Stored<DeadLetter> | null>;
  /** This intent in the letter's place; false if somebody else has dealt with the letter. */
  revive(letter: Stored<DeadLetter>, intent: Intent): Promise<boolean>;
  dismiss(id: string): Promise<void>;
}

/**
 * Whom not to remind. Known by the hash of the address alone, so that the list
 * outlives every consultation and names nobody.
 */
export interface ReminderStops {
  /**
   * A token for a mail to this address; only its hash is kept. A reminder that is
   * written with a change of its consultation brings its own, in the same write.
   */
  issue(email: string): Promise<string>;
  /** The address's hash, or null for a token that was never issued. */
  addressBehind(token: string): Promise<string | null>;
  isStopped(email: string): Promise<boolean>;
  isStoppedFor(address: string): Promise<boolean>;
  stop(address: string): Promise<void>;
  resume(address: string): Promise<void>;
}

/**
 * Who wants no text messages. A number is known by its hash alone, so that the
 * list outlives every consultation.
 */
export interface SmsStops {
  isStopped(phone: string): Promise<boolean>;
  stop(phone: string): Promise<void>;
  /**
   * Somebody wrote to us from this number. What was heard before, by the message's
   * id, has no effect: an old "START" must not undo a "STOP".
   */
  hear(
    messageId: string,
    phone: string,
    wish: "stop" | "resume",
  ): Promise<void>;
}
