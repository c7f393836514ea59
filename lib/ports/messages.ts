/**
 * Mails and text messages, from the row that is written with a state to the
 * transport. Long because each mail lists what its text needs.
 */
import type {
  Client,
  IntakeAnswer,
} from "@/lib/domain/consultation/consultation.ts";
import type { ConsultationId, PhotoId } from "@/lib/domain/basic/ids.ts";
import type { Instant, Span } from "@/lib/domain/basic/instant.ts";
import type { Party } from "@/lib/domain/call/presence.ts";
import type { ReadLook } from "@/lib/domain/look/sent_look.ts";
import type { TimedReminder } from "@/lib/domain/messages/reminders.ts";
import type { Stored } from "./store.ts";

/** A message to send, written in the same atomic operation as the state that causes it. */
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
 * The product's mails, by reason. Each carries what its text needs and nothing
 * else. Secrets stay here until the mail is sent, and are kept nowhere
 * afterwards.
 */
export type Mail =
  | {
    readonly kind: "request_received";
    readonly to: string;
    readonly consultation: ConsultationInMail;
    /** Of the link to the request; absent in rows of older versions. */
    readonly secret?: string;
  }
  | {
    readonly kind: "request_to_artist";
    readonly to: string;
    readonly consultation: ConsultationInMail;
  }
  /** How many requests wait, when more came in an hour than the artist wants mails. */
  | {
    readonly kind: "requests_to_artist";
    readonly to: string;
    readonly waiting: number;
  }
  | {
    readonly kind: "confirmed";
    readonly to: string;
    readonly consultation: ConsultationInMail;
    readonly secret: string;
  }
  | {
    readonly kind: "declined";
    readonly to: string;
    readonly consultation: ConsultationInMail;
    readonly reason: string;
  }
  /** To the client: the new time and its link. */
  | {
    readonly kind: "rescheduled";
    readonly to: string;
    readonly consultation: ConsultationInMail;
    readonly before: Span;
    readonly by: Party | "admin";
    readonly secret: string;
  }
  | {
    readonly kind: "rescheduled_to_artist";
    readonly to: string;
    readonly consultation: ConsultationInMail;
    readonly before: Span;
    readonly by: Party | "admin";
  }
  | {
    readonly kind: "cancelled";
    readonly to: string;
    readonly consultation: ConsultationInMail;
    readonly by: Party | "admin";
    /** A note to the client from the person who cancelled; may be empty. */
    readonly word: string;
  }
  | {
    readonly kind: "cancelled_to_artist";
    readonly to: string;
    readonly consultation: ConsultationInMail;
    readonly by: Party | "admin";
  }
  /** To the artist: the client has withdrawn the request. */
  | {
    readonly kind: "withdrawn_to_artist";
    readonly to: string;
    readonly consultation: ConsultationInMail;
  }
  /** To the client: nobody answered the request in time. */
  | {
    readonly kind: "expired";
    readonly to: string;
    readonly consultation: ConsultationInMail;
  }
  /** To the person who waited in vain. */
  | {
    readonly kind: "missed";
    readonly to: string;
    readonly consultation: ConsultationInMail;
    readonly waited: Party;
  }
  | {
    readonly kind: "reminder";
    readonly to: string;
    readonly consultation: ConsultationInMail;
    readonly reminder: TimedReminder;
    readonly secret: string;
    /** Stops reminders for this address, and does nothing else. */
    readonly stopToken: string;
  }
  /** To the client: the artist is there, and the client is not. */
  | {
    readonly kind: "ready";
    readonly to: string;
    readonly consultation: ConsultationInMail;
    readonly secret: string;
  }
  /** To the client, who has lost the link. */
  | {
    readonly kind: "link_again";
    readonly to: string;
    readonly consultation: ConsultationInMail;
    readonly secret: string;
  }
  | {
    readonly kind: "summary";
    readonly to: string;
    readonly consultation: ConsultationInMail;
    readonly startedAt: Instant;
    readonly endedAt: Instant;
    /** Of a link to the client's page; absent in rows of older versions. */
    readonly secret?: string;
  }
  /** To the client: the look sheet, as the artist sent it. */
  | {
    readonly kind: "look_sheet";
    readonly to: string;
    readonly consultation: ConsultationInMail;
    readonly secret: string;
    readonly look: ReadLook;
  }
  | {
    readonly kind: "sign_in";
    /** Empty if nobody has the address that was asked for: such a row is written and dropped. */
    readonly to: string;
    readonly secret: string;
    readonly code: string;
    readonly expiresAt: Instant;
  }
  /** To an artist or admin: others try codes for their address. */
  | {
    readonly kind: "codes_refused";
    /** Empty as for a sign-in. */
    readonly to: string;
  };

/**
 * The text messages to a client who asked for them, each beside the mail of the
 * same kind and with the same link. `to` is E.164.
 */
export type Sms =
  & { readonly to: string; readonly consultation: ConsultationInSms }
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

/** What a text message needs, and nothing that anyone wrote about themselves. */
export interface ConsultationInSms {
  readonly id: ConsultationId;
  readonly version: number;
  readonly artistName: string;
  /** IANA name of the client's zone. */
  readonly zone: string;
  readonly startsAt: Instant;
}

export interface ConsultationInMail {
  readonly id: ConsultationId;
  readonly version: number;
  readonly artistName: string;
  /** IANA name of the zone in which the artist reads times. */
  readonly artistZone: string;
  readonly serviceName: string;
  /** The service's own tips, one in each line; absent if it has none. */
  readonly prepare?: string;
  readonly client: Client;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly intake: readonly IntakeAnswer[];
  readonly photos: readonly PhotoId[];
  readonly confirmedAt: Instant | null;
  /** Until when a request holds its time; absent in rows of older versions. */
  readonly answerBy?: Instant;
  /**
   * When its time was agreed or cancelled; null if it never was agreed, and no
   * calendar contains it.
   */
  readonly agreedAt: Instant | null;
}

export interface RenderedMail {
  readonly id: string;
  /** The consultation it is about, so that it can be erased with it; null for a sign-in. */
  readonly consultationId: ConsultationId | null;
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** In addition to the usual ones, for example `List-Unsubscribe`; each value is one line. */
  readonly headers: Readonly<Record<string, string>>;
  readonly attachments: readonly Attachment[];
}

/** A file attached to a mail. */
export interface Attachment {
  readonly filename: string;
  /** With its parameters, for example `text/calendar; charset=utf-8; method=REQUEST`. */
  readonly contentType: string;
  /** A file's bytes, or text, which is sent as UTF-8. */
  readonly content: string | Uint8Array<ArrayBuffer>;
}

export interface Mailer {
  /** Sends once per id, however often it is called. Throws on failure. */
  send(mail: RenderedMail): Promise<void>;
}

/** Renders a message and sends it, once per intent. Throws on failure. */
export interface MailSender {
  deliver(intent: MailIntent): Promise<void>;
}

/** The same for text messages. */
export interface SmsSender {
  /**
   * `stopped`: this number opted out, and nothing was sent.
   *
   * @param triedBefore an earlier attempt may have sent it: check before
   * sending
   */
  deliver(
    intent: SmsIntent,
    triedBefore: boolean,
  ): Promise<"sent" | "stopped">;
}

/**
 * Whether the mail account refuses the studio's sender or key: known to every process,
 * and across restarts.
 */
export interface MailAccount {
  /** Called after each mail that it took, or refused because of the account. */
  report(outcome: "taken" | "refused"): Promise<void>;
  /** Since when it refuses; null if it does not. */
  refusedSince(): Promise<Instant | null>;
}

export interface OutboxRow {
  readonly intent: Intent;
  readonly attempts: number;
  readonly nextAttemptAt: Instant;
  /** Until when the first sender held the lease; absent before that. */
  readonly firstHeldUntil?: Instant;
}

/**
 * What is kept of a message that could not be sent: its kind and the reason.
 * The secrets in it are blank.
 */
export type DeadLetter = Intent & {
  readonly consultationId: ConsultationId | null;
  readonly attempts: number;
  readonly failedAt: Instant;
  /** The last error; never contains an address or a person's text. */
  readonly reason: string;
};

export interface Outbox {
  /** Rows that are due, longest overdue first; read lazily. */
  due(now: Instant): AsyncGenerator<Stored<OutboxRow>, void>;
  get(id: string): Promise<Stored<OutboxRow> | null>;
  /** Leases the row to this sender until `until`; null if another sender holds it. */
  lease(
    row: Stored<OutboxRow>,
    until: Instant,
  ): Promise<Stored<OutboxRow> | null>;
  done(id: string): Promise<void>;
  /** Schedules the row again for later. */
  retry(row: Stored<OutboxRow>, at: Instant): Promise<void>;
  /** Removes the row and stores a dead letter. */
  moveToDeadLetters(
    row: Stored<OutboxRow>,
    failure: { readonly reason: string; readonly at: Instant },
  ): Promise<void>;
  /** Newest first. */
  deadLetters(): Promise<Stored<DeadLetter>[]>;
  deadLetter(id: string): Promise<Stored<DeadLetter> | null>;
  /** Replaces the dead letter with this intent; false if someone else has already handled it. */
  requeue(letter: Stored<DeadLetter>, intent: Intent): Promise<boolean>;
  dismiss(id: string): Promise<void>;
}
