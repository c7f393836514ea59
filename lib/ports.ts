/**
 * What the use-cases need from the world. Adapters answer these; tests answer
 * them with fakes where a fault must be forced.
 */
import type { Consultation, Requested } from "@/lib/domain/consultation.ts";
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
import type { Artist, Service, Staff, Studio } from "@/lib/domain/studio.ts";
import type { Stored } from "./ports/store.ts";
import type {
  Intent,
  Outbox,
  Postman,
  ReminderStops,
  SmsStops,
  Texter,
} from "./ports/messages.ts";
import type { CalendarFeeds, CalendarFiles } from "./ports/calendar.ts";
import type { VideoRooms } from "./ports/video.ts";

export * from "./ports/store.ts";
export * from "./ports/messages.ts";
export * from "./ports/calendar.ts";
export * from "./ports/video.ts";

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

/** `slot_taken`: nobody wrote the record since, yet a cell it wants is someone else's. */
export type Written = "written" | "conflict" | "slot_taken";

export interface Consultations {
  get(id: ConsultationId): Promise<Stored<Consultation> | null>;
  /**
   * Claims every cell, and its photos out of the basket, and creates the record;
   * or changes nothing. `photo_expired`: a photo is not in the basket any more.
   *
   * @param pressed what `bookedBy` finds it by for a day; with a second booking by
   *   the same, the slot counts as taken
   */
  book(
    consultation: Requested,
    intents: readonly Intent[],
    basket?: string | null,
    pressed?: string | null,
  ): Promise<"booked" | "slot_taken" | "photo_expired">;
  /** The consultation that this press of a form has booked, within the last day. */
  bookedBy(pressed: string): Promise<Consultation | null>;
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
  /** The page that was asked for before signing in, where there was one. */
  readonly next?: string;
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
  /** For work that an answer does not wait for, and that reports its own failures. */
  readonly aside: (work: Promise<unknown>) => void;
  readonly log: Log;
}

/** One line per event; never a secret, a token or a person's words. */
export type Log = (
  event: string,
  fields?: Readonly<Record<string, unknown>>,
) => void;
