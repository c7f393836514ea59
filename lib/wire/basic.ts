import * as v from "valibot";
import { parseTabId, type TabId } from "@/lib/domain/basic/ids.ts";

/** An instant: ISO 8601 in UTC. */
export const IsoInstant = v.pipe(v.string(), v.isoTimestamp());

export const InstantOrNull = v.nullable(IsoInstant);

/** A consultation's or a photo's id: 26 characters of lower-case base 32. */
export const Id = v.pipe(v.string(), v.regex(/^[a-z2-7]{26}$/));

export const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

/**
 * A field of a body. `mustBe` completes the sentence "`name` must be …", the
 * answer to a body that does not fit.
 */
export function field<const Schema extends v.GenericSchema>(
  mustBe: string,
  schema: Schema,
) {
  return v.pipe(schema, v.description(mustBe));
}

/** A field that may be left out. */
export function optional<const Schema extends v.GenericSchema>(
  mustBe: string,
  schema: Schema,
) {
  return v.exactOptional(field(mustBe, schema));
}

/** An empty JSON object; no body at all counts as one. */
export const EmptyBody = v.object({});

/** One page load, as the page itself names it. */
export const Tab = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]{8,64}$/),
  v.guard((text): text is TabId => parseTabId(text) !== null),
);

/** The secret part of a link: 43 characters, so the limit leaves room. */
export const Secret = v.pipe(v.string(), v.maxLength(200));
