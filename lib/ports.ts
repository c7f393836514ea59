/**
 * What the use-cases need from the world. Adapters answer these; tests answer
 * them with fakes where a fault must be forced.
 */
import type { CalendarEntry } from "@/lib/domain/calendar_entry.ts";
import type {
  Client,
  Consultation,
  IntakeAnswer,
  Requested,
} from "@/lib/domain/consultation.ts";
import type {
  ArtistId,
  ConsultationId,
  PhotoId,
  ServiceId,
  TabId,
} from "@/lib/domain/ids.ts";
import type { Instant, Span } from "@/lib/domain/instant.ts";
import type { JoinPolicy } from "@/lib/domain/join_window.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import type { Photo, PhotoOwner, Picture } from "@/lib/domain/photo.ts";
import type {
  Beat,
  BeatAnswer,
  Party,
  PresenceOf,
  Says,
} from "@/lib/domain/presence.ts";
import type { TimedReminder } from "@/lib/domain/reminders.ts";
import type { Artist, Service, Staff, Studio } from "@/lib/domain/studio.ts";

/** The store did not answer in time. Whether a write took effect is then unknown. */
export class StoreUnavailable extends Error {
  override readonly name = "StoreUnavailable";
}

export interface Clock {
  now(): Instant;
}

/** Randomness and hashing; the only place where secrets are made. */
export interface Secrets {
  consultationId(): ConsultationId;
  photoId(): PhotoId;
  /** 160 random bits behind a readable prefix. */
  roomName(): string;
  /** 32 random bytes, base64url (43 characters). */
  secret(): string;
  /** Six decimal digits. */
  code(): string;
  /** An id for a write or a message. Sorts by time. */
  ulid(): string;
  /** SHA-256, base64url. */
  hash(text: string): Promise<string>;
}

/** A record as it was read, with what a conditional write must name. */
export interface Stored<T> {
  readonly value: T;
  readonly versionstamp: string;
}

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

/** `slot_taken`: nobody wrote the record since, yet a cell it wants is someone else's. */
export type Written = "written" | "conflict" | "slot_taken";

export interface Consultations {
  get(id: ConsultationId): Promise<Stored<Consultation> | null>;
  /**
   * Claims every cell, and its photos out of the basket, and creates the record;
   * or changes nothing. `photo_expired`: a photo is not in the basket any more.
   */
  book(
    consultation: Requested,
    intents: readonly Intent[],
    basket?: string | null,
  ): Promise<"booked" | "slot_taken" | "photo_expired">;
  /** Writes `next`, and all that goes with it, only if nobody has written since `before` was read. */
  apply(
    before: Stored<Consultation>,
    next: Consultation,
    intents: readonly Intent[],
    session?: SessionWrite | null,
  ): Promise<Written>;
  /** Whose room this is. */
  byRoom(twilioRoomName: string): Promise<ConsultationId | null>;
  /** Ordered by start. */
  ofArtist(artistId: ArtistId, span: Span): Promise<Consultation[]>;
  /** What starts before then, newest first; with an id, what stands below that one at the same start too. */
  pastOf(
    artistId: ArtistId,
    before: { readonly startsAt: Instant; readonly id: ConsultationId | null },
    limit: number,
  ): Promise<Consultation[]>;
  /** Newest start first. */
  all(limit: number): Promise<Consultation[]>;
  /** What starts within the span, in order. */
  startingIn(span: Span): Promise<Consultation[]>;
  /** What began before `until` and is not finished, earliest first. */
  unfinished(until: Instant): Promise<Consultation[]>;
  /** The cells of an artist that are taken within the span, by their start. */
  busyCells(artistId: ArtistId, span: Span): Promise<Set<Instant>>;
}

/**
 * Pictures, each checked before it comes here. One is first put into a basket,
 * named by the hash of a secret that only one browser has; what nobody claims
 * out of the basket in time is swept away.
 */
export interface Photos {
  /** `full`: the basket holds as many as it may. `expired`: it was swept meanwhile. */
  stage(
    basket: string,
    picture: Picture,
    most: number,
  ): Promise<PhotoId | "full" | "expired">;
  /** What lies in the basket, in the order in which it came. */
  staged(basket: string): Promise<Photo[]>;
  /** Takes one out of the basket again; one that is not in it is left alone. */
  unstage(basket: string, id: PhotoId): Promise<void>;
  /** Gives them to their owner; false if one of them is not in the basket any more. */
  claim(
    basket: string,
    ids: readonly PhotoId[],
    owner: PhotoOwner,
  ): Promise<boolean>;
  read(
    id: PhotoId,
  ): Promise<{ readonly photo: Photo; readonly bytes: Uint8Array } | null>;
  /** Deletes them, whoever they belong to. */
  remove(ids: readonly PhotoId[]): Promise<void>;
  /** Deletes what nobody has claimed in time. */
  sweep(): Promise<void>;
}

export interface PresenceBook {
  of(id: ConsultationId): Promise<PresenceOf>;
  beat(
    consultation: Consultation,
    party: Party,
    kind: Beat,
    tab: TabId,
    says?: Says,
  ): Promise<BeatAnswer>;
}

/** Something to watch: one consultation, or all of an artist's. */
export type Topic =
  | { readonly consultation: ConsultationId }
  | { readonly artist: ArtistId };

export interface Changes {
  /** Calls back after each change of the topic; says that it changed, not how. Returns its undo. */
  subscribe(topic: Topic, onChange: () => void): () => void;
}

export interface Directory {
  studio(): Promise<Studio | null>;
  artists(): Promise<Artist[]>;
  artist(id: ArtistId): Promise<Artist | null>;
  services(): Promise<Service[]>;
  service(id: ServiceId): Promise<Service | null>;
  staff(email: string): Promise<Staff | null>;
}

export type Admin = Extract<Staff, { role: "admin" }>;

/**
 * The directory for whoever changes it. Each write names what was read, and is
 * carried out only if nobody wrote since. An artist's account stands and falls
 * with the artist's record: none while retired.
 */
export interface OfferBook {
  studio(): Promise<Stored<Studio> | null>;
  artist(id: ArtistId): Promise<Stored<Artist> | null>;
  service(id: ServiceId): Promise<Stored<Service> | null>;
  /** By name. */
  admins(): Promise<Admin[]>;
  putStudio(before: Stored<Studio>, next: Studio): Promise<OfferWritten>;
  putService(before: Stored<Service>, next: Service): Promise<OfferWritten>;
  putArtist(before: Stored<Artist>, next: Artist): Promise<OfferWritten>;
  /** `conflict`: the id is taken. */
  addService(service: Service): Promise<OfferWritten>;
  /** `conflict`: the id is taken. */
  addArtist(artist: Artist): Promise<OfferWritten>;
  addAdmin(admin: Admin): Promise<OfferWritten>;
  /** One admin always stays, whatever happens at the same moment. */
  removeAdmin(email: string): Promise<"removed" | "last" | "unknown">;
}

/** `email_taken`: somebody else signs in with this address. */
export type OfferWritten = "written" | "conflict" | "email_taken";

export interface Session {
  readonly actor: Actor;
  readonly expiresAt: Instant;
}

/** What the session of this token is from now on. */
export interface SessionWrite {
  readonly token: string;
  readonly session: Session;
  readonly lastsMs: number;
}

/** Opaque tokens in cookies; only their hashes are stored. */
export interface Sessions {
  create(actor: Actor, expiresAt: Instant): Promise<string>;
  resolve(token: string): Promise<Session | null>;
  revoke(token: string): Promise<void>;
}

export interface SignInAttempt {
  readonly email: string;
  readonly linkHash: string;
  readonly codeHash: string;
  readonly triesLeft: number;
  readonly expiresAt: Instant;
}

export interface SignIns {
  /** Stores the attempt under its id, with the mail that carries its secrets. */
  create(
    id: string,
    attempt: SignInAttempt,
    intents: readonly Intent[],
  ): Promise<void>;
  get(id: string): Promise<Stored<SignInAttempt> | null>;
  /** Finds the attempt whose link has this hash. */
  byLink(
    linkHash: string,
  ): Promise<{ id: string; stored: Stored<SignInAttempt> } | null>;
  /** One try less; false if someone else wrote meanwhile. */
  countTry(id: string, stored: Stored<SignInAttempt>): Promise<boolean>;
  /** Takes the attempt away; true for exactly one caller. */
  take(id: string, stored: Stored<SignInAttempt>): Promise<boolean>;
}

/** At most `limit` in each `windowMs`, counted under a name. */
export interface RateLimits {
  /** Seconds to wait, or 0 if this one may pass. */
  take(name: string, limit: number, windowMs: number): Promise<number>;
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

/**
 * Entries as iCalendar files (RFC 5545), without a secret in them. The same
 * entries are always the same bytes.
 */
export interface CalendarFiles {
  /** One entry, to be downloaded. */
  file(entry: CalendarEntry): Promise<string>;
  /** A calendar to subscribe to. */
  feed(name: string, entries: readonly CalendarEntry[]): Promise<string>;
}

/** An artist's private calendar address. Its secret is shown once and never stored. */
export interface CalendarFeed {
  /** SHA-256 of the secret, base64url. */
  readonly hash: string;
  readonly madeAt: Instant;
}

export interface CalendarFeeds {
  of(artistId: ArtistId): Promise<CalendarFeed | null>;
  /** Whose feed this is, by its secret's hash. */
  byHash(hash: string): Promise<ArtistId | null>;
  /** In the place of the one before, if any, which dies; null ends it. */
  put(artistId: ArtistId, feed: CalendarFeed | null): Promise<void>;
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
  /** A token for a mail to this address; only its hash is kept. */
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

/** A room's recordings, put together into one MP4. */
export interface Composition {
  readonly sid: string;
  /** `unordered`: recorded, and nobody has asked for the MP4 yet. */
  readonly status: "unordered" | "processing" | "ready" | "failed";
  /** While `ready`: good for a few minutes, for whoever has it. */
  readonly url: string | null;
}

export interface VideoRoom {
  readonly sid: string;
  readonly name: string;
  readonly status: "in-progress" | "completed";
}

/** One stay of somebody in a room. A return is another stay, with a sid of its own. */
export interface VideoParticipant {
  readonly sid: string;
  readonly identity: string;
  /** The service tells times in whole seconds. */
  readonly joinedAt: Instant;
  /** Null while they are there. */
  readonly leftAt: Instant | null;
}

/** The video service: Twilio, or the embedded rooms behind the same adapter. */
export interface VideoRooms {
  readonly backend: "twilio" | "embedded";
  readonly capabilities: {
    readonly recording: boolean;
    /** In words, for a page; null where it can record. */
    readonly whyNoRecording: string | null;
    readonly networkQuality: boolean;
  };
  /** Loads beforehand what the first start would otherwise wait for. Never fails. */
  prepare(): void;
  /** Creates the room or, if its name is already in progress, fetches it. Idempotent. */
  ensure(name: string): Promise<VideoRoom>;
  /** Completes the room; one that is completed already, or unknown, is not an error. */
  complete(
    sidOrName: string,
  ): Promise<{ readonly sid: string | null; readonly status: "completed" }>;
  fetch(sidOrName: string): Promise<VideoRoom | null>;
  /**
   * Everybody who is or was in the room; nobody if it is unknown. Whoever is
   * reconnecting at this moment may be missing: absence says nothing.
   */
  participants(roomSid: string): Promise<readonly VideoParticipant[]>;
  /** Records everybody and everything in the room from now on. Idempotent. */
  startRecording(roomSid: string): Promise<void>;
  /** A room that is over, or unknown, records nothing, and is not an error. */
  stopRecording(roomSid: string): Promise<void>;
  /** How far the MP4 of a completed room is, ordered where it is not yet and `order` says so; null if nothing was recorded. */
  composition(
    roomSid: string,
    order: "order" | "look",
  ): Promise<Composition | null>;
  /** Deletes what was recorded and what was made of it. Idempotent. */
  deleteRecordings(roomSid: string): Promise<void>;
  /** An AccessToken for this room and identity, valid until `expiresAt`. */
  token(
    input: {
      readonly identity: string;
      readonly room: string;
      readonly expiresAt: Instant;
    },
  ): Promise<string>;
}

/**
 * The sid of the API key that the video service accepted last, for every process
 * and across restarts. Never its secret.
 */
export interface AcceptedKey {
  read(): Promise<string | null>;
  write(sid: string): Promise<void>;
}

/**
 * Is it certain that what the video service was asked has had no effect, and will
 * have none? A refusal for good says so; silence, and "later", do not.
 */
export function isRefusedForGood(error: unknown): boolean {
  return (error as { retryable?: unknown } | null)?.retryable === false;
}

/** Everything that a use-case may ask for. */
export interface Deps {
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly joinPolicy: JoinPolicy;
  readonly directory: Directory;
  readonly offerBook: OfferBook;
  readonly consultations: Consultations;
  readonly photos: Photos;
  readonly presence: PresenceBook;
  readonly changes: Changes;
  readonly sessions: Sessions;
  readonly signIns: SignIns;
  readonly rateLimits: RateLimits;
  readonly outbox: Outbox;
  readonly postman: Postman;
  readonly calendarFiles: CalendarFiles;
  readonly calendarFeeds: CalendarFeeds;
  readonly reminderStops: ReminderStops;
  /** Null while the studio sends no text messages. */
  readonly texter: Texter | null;
  readonly smsStops: SmsStops;
  readonly videoRooms: VideoRooms;
  readonly log: Log;
}

/** One line per event; never a secret, a token or a person's words. */
export type Log = (
  event: string,
  fields?: Readonly<Record<string, unknown>>,
) => void;
