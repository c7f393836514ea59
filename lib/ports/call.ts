/** Who is there, and the video service: Twilio, or the embedded rooms behind the same adapter. */
import type { ConsultationId, TabId } from "@/lib/domain/basic/ids.ts";
import type { Instant } from "@/lib/domain/basic/instant.ts";
import type {
  Beat,
  BeatAnswer,
  MediaPreferences,
  Party,
  PresenceOf,
} from "@/lib/domain/call/presence.ts";
import type {
  ArtistStatement,
  StoredStatement,
} from "@/lib/domain/call/artist_status.ts";
import type { Exchange } from "@/lib/domain/call/exchange.ts";
import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import type { Recordings } from "./recording.ts";
import type { Stored } from "./store.ts";

export interface PresenceStore {
  of(id: ConsultationId): Promise<PresenceOf>;
  /** Applies a heartbeat; answers with the presence of both people after it, their exchange, and what the artist says. */
  beat(
    consultation: Consultation,
    party: Party,
    heartbeat: Heartbeat,
  ): Promise<
    BeatAnswer & {
      readonly presence: PresenceOf;
      readonly exchange: Exchange;
      readonly statement: StoredStatement | null;
    }
  >;
  /** Writes what the artist says about themselves, or that they say nothing. `changed`: the record is newer. */
  say(
    stored: Stored<Consultation>,
    said: ArtistStatement | null,
  ): Promise<"said" | "changed">;
}

/** A page's periodic report, every few seconds. */
export interface Heartbeat {
  readonly kind: Beat;
  readonly tab: TabId;
  readonly mediaPreferences?: MediaPreferences | undefined;
}

export interface VideoRoom {
  readonly sid: string;
  readonly name: string;
  readonly status: "in-progress" | "completed";
}

/** One join of a participant. A return is another join, with a sid of its own. */
export interface VideoParticipant {
  readonly sid: string;
  readonly identity: string;
  /** The service reports times in whole seconds. */
  readonly joinedAt: Instant;
  /** Null while they are there. */
  readonly leftAt: Instant | null;
}

/** The video service: Twilio, or the embedded rooms behind the same adapter. */
export interface VideoRooms extends Recordings {
  readonly backend: "twilio" | "embedded";
  readonly capabilities: {
    readonly recording: boolean;
    /** The reason, as a sentence for a page; null if it can record. */
    readonly whyNoRecording: string | null;
    readonly networkQuality: boolean;
  };
  /** Preloads what the first start would otherwise wait for. Never fails. */
  prepare(): void;
  /** Creates the room or, if its name is already in progress, fetches it. Idempotent. */
  ensure(name: string): Promise<VideoRoom>;
  /** Completes the room; a completed or unknown room is not an error. */
  complete(
    sidOrName: string,
  ): Promise<{ readonly sid: string | null; readonly status: "completed" }>;
  fetch(sidOrName: string): Promise<VideoRoom | null>;
  /**
   * Everyone who is or was in the room; nobody if it is unknown. A participant
   * who is reconnecting may be missing: absence proves nothing.
   */
  participants(roomSid: string): Promise<readonly VideoParticipant[]>;
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
