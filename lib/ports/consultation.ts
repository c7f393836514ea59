/** The records of the consultations, and what watches them. */
import type { ArtistId, ConsultationId } from "@/lib/domain/basic/ids.ts";
import type { Instant, Span } from "@/lib/domain/basic/instant.ts";
import type {
  Consultation,
  Requested,
} from "@/lib/domain/consultation/consultation.ts";
import type { StoredStatement } from "@/lib/domain/call/artist_status.ts";
import type { Exchange } from "@/lib/domain/call/exchange.ts";
import type { PresenceOf } from "@/lib/domain/call/presence.ts";
import type { Intent } from "./messages.ts";
import type { SessionWrite } from "./staff.ts";
import type { Stored } from "./store.ts";

/** The result of a conditional write. */
export type Written =
  | {
    readonly kind: "written";
    /** As it is stored now: another change can start from it. */
    readonly stored: Stored<Consultation>;
  }
  /** Someone wrote the record since it was read. */
  | { readonly kind: "conflict" }
  /** Nobody wrote the record, but another booking owns a cell it wants. */
  | { readonly kind: "slot_taken" };

/** A record with the presence of its two people and what they exchange, as of one moment. */
export interface WithPresence {
  readonly stored: Stored<Consultation>;
  readonly presence: PresenceOf;
  readonly exchange: Exchange;
  /** What the artist says about themselves. */
  readonly statement: StoredStatement | null;
}

export interface BookOptions {
  /** The session of its photos. */
  readonly uploadSession?: string | null;
  /**
   * What `findByIdempotencyKey` finds it by for a day. A second booking under
   * the same key counts as a taken slot.
   */
  readonly idempotencyKey?: string | null;
  /** When the artist hears of this request with others, in one mail; null if they get one of its own. */
  readonly digestAt?: Instant | null;
}

/** What is written together with the record. */
export interface ApplyOptions {
  readonly intents: readonly Intent[];
  readonly session?: SessionWrite | null;
}

/** What starts before then; with an id, also what precedes that id at the same start. */
export interface BeforeStart {
  readonly startsAt: Instant;
  readonly id: ConsultationId | null;
}

export interface Consultations {
  get(id: ConsultationId): Promise<Stored<Consultation> | null>;
  /** The record, the presence of its people and their exchange, in one read. */
  getWithPresence(id: ConsultationId): Promise<WithPresence | null>;
  /**
   * Claims every cell, takes the photos from the upload session, and creates
   * the record; or changes nothing. `photo_expired`: a photo is no longer in
   * the upload session.
   */
  book(
    consultation: Requested,
    intents: readonly Intent[],
    options?: BookOptions,
  ): Promise<"booked" | "slot_taken" | "photo_expired">;
  /** What was booked under this key, within the last day. */
  findByIdempotencyKey(idempotencyKey: string): Promise<Consultation | null>;
  /** Writes `next`, and all that goes with it, only if nobody has written since `before` was read. */
  apply(
    before: Stored<Consultation>,
    next: Consultation,
    options: ApplyOptions,
  ): Promise<Written>;
  /** The consultation that this room belongs to. */
  byRoom(twilioRoomName: string): Promise<ConsultationId | null>;
  /** Ordered by start. */
  ofArtist(artistId: ArtistId, span: Span): Promise<Consultation[]>;
  /** Newest first. */
  pastOf(
    artistId: ArtistId,
    options: { readonly before: BeforeStart; readonly limit: number },
  ): Promise<Consultation[]>;
  /** What was booked with this address and starts before then, newest first. */
  ofClient(
    email: string,
    options: { readonly before: Instant; readonly limit: number },
  ): Promise<Consultation[]>;
  /** Newest start first. */
  all(limit: number): Promise<Consultation[]>;
  /** What starts within the span, in order. */
  startingIn(span: Span): Promise<Stored<Consultation>[]>;
  /** What began before `until` and is not finished, earliest first. */
  unfinished(until: Instant): Promise<Stored<Consultation>[]>;
  /** The cells of an artist that are taken within the span, by their start. */
  busyCells(artistId: ArtistId, span: Span): Promise<Set<Instant>>;
}

/**
 * Something to watch: one consultation, all of an artist's, or whether the
 * sessions of an account (by its address) still exist.
 */
export type Topic =
  | { readonly consultation: ConsultationId }
  | { readonly artist: ArtistId }
  | { readonly account: string };

export interface Changes {
  /** Calls back after each change of the topic, without saying what changed. Returns its undo. */
  subscribe(topic: Topic, onChange: () => void): () => void;
}
