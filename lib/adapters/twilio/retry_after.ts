/**
 * How long the service asks us to wait, from a `Retry-After` header: seconds,
 * or a date in one of the three formats of RFC 9110 (sections 10.2.3 and
 * 5.6.7).
 *
 * @param value the header's value, of whatever type a client makes of it
 * @param now epoch milliseconds, for a date
 * @returns milliseconds, 0 for a past date; null if it says nothing
 */
export function retryAfterMs(value: unknown, now: number): number | null {
  const text = String(Array.isArray(value) ? value[0] : value ?? "").trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const form = DATES.find((form) => form.test(text));
  if (!form) return null;
  // The oldest format names no zone, and means UTC as well.
  const date = Date.parse(text.endsWith("GMT") ? text : `${text} GMT`);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

const DATES: readonly RegExp[] = [
  // Sun, 06 Nov 1994 08:49:37 GMT
  /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/,
  // Sunday, 06-Nov-94 08:49:37 GMT
  /^[A-Z][a-z]{5,8}, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/,
  // Sun Nov  6 08:49:37 1994
  /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/,
];

/** The header's value, case-insensitively. */
export function retryAfterIn(headers: unknown): unknown {
  const entries = headers instanceof Headers
    ? [...headers]
    : Object.entries(headers ?? {});
  return entries.find(([name]) => name.toLowerCase() === "retry-after")?.[1];
}
