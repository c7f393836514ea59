/** What the process provides: time, randomness, limits and logs. */
import type { ConsultationId, PhotoId } from "@/lib/domain/basic/ids.ts";
import type { Instant } from "@/lib/domain/basic/instant.ts";
import type { RateLimit } from "@/lib/domain/basic/rate_limits.ts";

export interface Clock {
  now(): Instant;
}

/** Randomness and hashing; the only place where secrets are made. */
export interface Secrets {
  consultationId(): ConsultationId;
  photoId(): PhotoId;
  /** 160 random bits after a readable prefix. */
  roomName(): string;
  /** 32 random bytes, base64url (43 characters). */
  secret(): string;
  /**
   * The secret of a sign-in's link and its code of six digits: always the same
   * for one nonce, and not to be found without the server's key.
   */
  signIn(nonce: string): Promise<{ secret: string; code: string }>;
  /** An id for a write or a message. Sorts by time. */
  ulid(): string;
  /** SHA-256, base64url. */
  hash(text: string): Promise<string>;
}

/** Whether the store takes writes: on a full disk it still answers reads. */
export interface StoreCheck {
  /** @throws StoreUnavailable */
  canWrite(): Promise<void>;
}

/** The counters of `RATE_LIMITS`. */
export interface RateLimits {
  /**
   * Counts one for this key.
   *
   * @returns seconds to wait, or 0 if it may pass
   */
  take(limit: RateLimit, key: string): Promise<number>;
}
