import {
  REFUSAL_CODES,
  type RefusalCode,
  type RefusalFacts,
} from "@/lib/domain/basic/refusal.ts";

/**
 * The server's refusals of a request before it reaches the product, or because
 * something behind it failed. The product's own refusals are in
 * `lib/domain/basic/refusal.ts`.
 */
export const REQUEST_REFUSAL_CODES = [
  "bad_request",
  "bad_json",
  "body_too_large",
  "body_too_slow",
  "body_aborted",
  "unsupported_media_type",
  "form_unreadable",
  "method_not_allowed",
  "upgrade_required",
  "cross_site",
  "signature_invalid",
  "server_busy",
  "store_unavailable",
  "internal",
] as const;

export type RequestRefusalCode = typeof REQUEST_REFUSAL_CODES[number];

/** Every code that an answer can have. */
export type WireRefusalCode = RefusalCode | RequestRefusalCode;

export const WIRE_REFUSAL_CODES: readonly WireRefusalCode[] = [
  ...REFUSAL_CODES,
  ...REQUEST_REFUSAL_CODES,
];

/** A refusal before it becomes JSON: the product's, or one of a request. */
export interface WireRefusal {
  readonly ok: false;
  readonly code: WireRefusalCode;
  readonly facts: RefusalFacts & {
    /** The methods of the URL (RFC 9110, 15.5.6). */
    readonly allow?: readonly string[];
  };
}
