/** The video service: Twilio, or the embedded rooms behind the same adapter. */
import type { Instant } from "@/lib/domain/instant.ts";

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
