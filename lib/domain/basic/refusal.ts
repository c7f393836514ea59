/**
 * The closed list of the product's refusals. A refusal is an ordinary result,
 * not an exception: use-cases return it, and `lib/http/refusals.ts` maps it to
 * its status and its message, once. Refusals of a request as such are in
 * `lib/wire/request_refusal.ts`.
 */
export const REFUSAL_CODES = [
  // Input, and how often
  "invalid_input",
  "rate_limited",
  // The caller
  "not_found",
  "sign_in_required",
  "wrong_role",
  "link_invalid",
  "link_replaced",
  "code_wrong",
  "too_many_codes",
  "code_tries_used",
  "sign_in_expired",
  // The booking
  "slot_taken",
  "slot_invalid",
  "requests_open",
  "requests_full",
  "too_late_to_change",
  // The studio's offer
  "last_admin",
  "artist_has_bookings",
  "artist_retired",
  // Photos
  "photo_type",
  "photo_unreadable",
  "photo_too_large",
  "too_many_photos",
  "photo_expired",
  "photos_full",
  // Stills
  "still_asked",
  "still_closed",
  "stills_full",
  "stills_added_full",
  "still_kept",
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
  // Messages of the two people
  "chat_full",
  // Recording
  "recording_unavailable",
  "recording_not_consented",
  "consent_outdated",
  "recording_stopping",
  "recording_in_progress",
  "recording_not_ready",
  "recording_not_found",
  "recording_failed",
  // The look sheet
  "look_sheet_full",
  "look_sheet_empty",
  // The video service
  "video_unavailable",
] as const;

export type RefusalCode = typeof REFUSAL_CODES[number];

/** Facts that a page can act on, sent with the message. */
export interface RefusalFacts {
  readonly opensAt?: number;
  readonly closesAt?: number;
  readonly now?: number;
  readonly retryAfterSeconds?: number;
  /** The reason, when the message alone does not give it. */
  readonly reason?: string;
  /** The version of the consent text. */
  readonly textVersion?: string;
  /** Field name → what is wrong with it, as a sentence. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Free starts close to the one that was taken. */
  readonly alternatives?: readonly number[];
}

export interface Refusal {
  readonly ok: false;
  readonly code: RefusalCode;
  readonly facts: RefusalFacts;
}

/** A value, or the refusal. */
export type Outcome<T, R extends { readonly ok: false } = Refusal> =
  | { readonly ok: true; readonly value: T }
  | R;

export function refuse(code: RefusalCode, facts: RefusalFacts = {}): Refusal {
  return { ok: false, code, facts };
}

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}
