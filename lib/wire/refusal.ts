import * as v from "valibot";
import { Count, IsoInstant } from "./basic.ts";
import type { Out } from "./endpoint.ts";
import { WIRE_REFUSAL_CODES, type WireRefusalCode } from "./request_refusal.ts";

export type { WireRefusalCode } from "./request_refusal.ts";

export const RefusalName = v.picklist(WIRE_REFUSAL_CODES);

/** The body of every answer that is not a success. */
export const Refused = v.strictObject({
  error: v.strictObject({
    code: RefusalName,
    message: v.pipe(
      v.string(),
      v.description("A sentence to show to the user unchanged."),
    ),
    opensAt: v.exactOptional(
      v.pipe(IsoInstant, v.description("When joining becomes possible.")),
    ),
    closesAt: v.exactOptional(
      v.pipe(IsoInstant, v.description("When joining stops being possible.")),
    ),
    now: v.exactOptional(
      v.pipe(IsoInstant, v.description("The server's clock.")),
    ),
    retryAfterSeconds: v.exactOptional(Count),
    fields: v.exactOptional(
      v.pipe(
        v.record(v.string(), v.string()),
        v.description(
          "For each field that does not fit, a sentence that says what it must be.",
        ),
      ),
    ),
    reason: v.exactOptional(v.string()),
    textVersion: v.exactOptional(
      v.pipe(v.string(), v.description("The version of the consent text.")),
    ),
    alternatives: v.exactOptional(
      v.pipe(
        v.array(IsoInstant),
        v.description("Free start times near the one that was taken."),
      ),
    ),
  }),
});

export type RefusalBody = Out<typeof Refused>;

/** Refusals of every endpoint. */
export const COMMON_REFUSALS = [
  "method_not_allowed",
  "store_unavailable",
  "internal",
] as const satisfies readonly WireRefusalCode[];

/** Refusals of every endpoint that changes something. */
export const CHANGE_REFUSALS = [
  "cross_site",
] as const satisfies readonly WireRefusalCode[];

/** Refusals of every endpoint that reads a body, of whatever kind. */
export const ARRIVAL_REFUSALS = [
  "body_too_slow",
  "body_aborted",
  "server_busy",
] as const satisfies readonly WireRefusalCode[];

/** Refusals of every endpoint that takes JSON. */
export const BODY_REFUSALS = [
  ...ARRIVAL_REFUSALS,
  "bad_json",
  "body_too_large",
  "unsupported_media_type",
] as const satisfies readonly WireRefusalCode[];

/** Refusals of every endpoint with event streams, which are limited per address. */
export const STREAM_REFUSALS = [
  "rate_limited",
  "server_busy",
] as const satisfies readonly WireRefusalCode[];

/** Refusals of every endpoint about one consultation. */
export const CONSULTATION_REFUSALS = [
  "not_found",
  "sign_in_required",
  "wrong_role",
  "link_replaced",
  "consultation_erased",
  "conflict",
] as const satisfies readonly WireRefusalCode[];

/** Refusals of every endpoint that needs an open join window. */
export const ATTENDING_REFUSALS = [
  ...CONSULTATION_REFUSALS,
  "not_confirmed",
  "too_early",
  "too_late",
  "consultation_ended",
  "consultation_cancelled",
  "opened_elsewhere",
] as const satisfies readonly WireRefusalCode[];

/**
 * The events of a live view: a whole snapshot, never a difference; `gone` when
 * the viewer may no longer watch; `bye` when the server shuts down; `replaced`
 * when the same session has opened too many others, after which a page does not
 * reconnect by itself; `alive` every 15 seconds, so that a page notices a proxy
 * that holds the stream back.
 */
export function liveEvents<const Schema extends v.GenericSchema>(
  snapshot: Schema,
) {
  const nothing = v.strictObject({});
  return {
    snapshot,
    gone: Refused,
    bye: nothing,
    replaced: nothing,
    alive: nothing,
  };
}
