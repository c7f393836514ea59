/**
 * The closed list of what the product refuses. A refusal is an ordinary answer,
 * not an exception: use-cases return it, `lib/http/refusals.ts` gives it its
 * status and its words, once.
 */
export const REFUSAL_CODES = [
  // The request itself
  "bad_request",
  "bad_json",
  "body_too_large",
  "unsupported_media_type",
  "method_not_allowed",
  "upgrade_required",
  "invalid_input",
  "cross_site",
  "rate_limited",
  // Who is asking
  "not_found",
  "sign_in_required",
  "wrong_role",
  "link_invalid",
  "link_replaced",
  "code_wrong",
  "sign_in_expired",
  "signature_invalid",
  // The booking
  "slot_taken",
  "slot_invalid",
  "too_late_to_change",
  // The studio's offer
  "last_admin",
  "artist_has_bookings",
  "artist_retired",
  // Pictures
  "photo_type",
  "photo_unreadable",
  "photo_too_large",
  "too_many_photos",
  "photo_expired",
  // The consultation's state
  "not_confirmed",
  "already_answered",
  "too_early",
  "too_late",
  "under_way",
  "not_live",
  "room_not_ready",
  "consultation_ended",
  "consultation_cancelled",
  "consultation_erased",
  "erasure_too_early",
  "erasure_room_open",
  "opened_elsewhere",
  "wrong_room",
  "conflict",
  // Recording
  "recording_unavailable",
  "recording_not_consented",
  "consent_outdated",
  "recording_stopping",
  "recording_in_progress",
  "recording_not_ready",
  "recording_not_found",
  "recording_failed",
  // What stands behind us
  "video_unavailable",
  "store_unavailable",
  "internal",
] as const;

export type RefusalCode = typeof REFUSAL_CODES[number];

/** Facts that a page can act on; shown beside the words. */
export interface RefusalFacts {
  readonly opensAt?: number;
  readonly closesAt?: number;
  readonly now?: number;
  readonly retryAfterSeconds?: number;
  readonly allow?: readonly string[];
  /** Why, where the words alone do not say it. */
  readonly reason?: string;
  /** The version of the words to be agreed to. */
  readonly textVersion?: string;
  /** Field name → what is wrong with it, as a sentence. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Free starts near the one that was taken. */
  readonly alternatives?: readonly number[];
}

export interface Refusal {
  readonly ok: false;
  readonly code: RefusalCode;
  readonly facts: RefusalFacts;
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | Refusal;

export function refuse(code: RefusalCode, facts: RefusalFacts = {}): Refusal {
  return { ok: false, code, facts };
}

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}
