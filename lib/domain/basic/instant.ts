/** A moment in time: milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The instant as ISO 8601 in UTC, the form that every API answer uses. */
export function iso(at: Instant): string {
  return new Date(at).toISOString();
}

export function isoOrNull(at: Instant | null | undefined): string | null {
  return at === null || at === undefined ? null : iso(at);
}

/** A half-open span of time: `from` belongs to it, `to` does not. */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}
