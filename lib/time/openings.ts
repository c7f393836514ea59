/**
 * Local time on the server: an artist's weekly hours, and days of a zone, as
 * spans of UTC. Temporal does the arithmetic; the polyfill is for Deno Deploy,
 * whose Deno is older than Temporal. Pages format with `format.ts` instead.
 */
import { Temporal } from "temporal-polyfill";
import { isClock, isDay } from "@/lib/domain/calendar.ts";
import type { Instant, Span } from "@/lib/domain/instant.ts";
import type { Artist } from "@/lib/domain/studio.ts";

export { isDay, isZone } from "@/lib/domain/calendar.ts";

/**
 * When the artist works within `span`: merged, in order, clipped to the span.
 *
 * Where the clock jumps over a time of the hours, that time stands for the
 * moment of the jump; where a time comes twice, for the first of the two. So
 * hours that meet on the clock meet in UTC as well, and never overlap.
 *
 * @throws {RangeError} if the zone is unknown or a time is not `HH:MM` (or `24:00`).
 */
export function openingsOf(
  artist: Pick<Artist, "hours" | "exceptions" | "timeOff" | "zone">,
  span: Span,
): Span[] {
  if (span.to <= span.from) return [];
  const found: Span[] = [];
  const last = plainDay(span.to, artist.zone);
  let day = plainDay(span.from, artist.zone);
  while (Temporal.PlainDate.compare(day, last) <= 0) {
    for (const hours of hoursOn(artist, day)) {
      const from = Math.max(
        span.from,
        instantOf(day, hours.from, artist.zone),
      );
      const to = Math.min(span.to, instantOf(day, hours.to, artist.zone));
      if (from < to) found.push({ from, to });
    }
    day = day.add({ days: 1 });
  }
  return merged(found);
}

/** The hours of one date: none while away, the date's own if it has some, or the week's. */
function hoursOn(
  { hours, exceptions, timeOff }: Pick<
    Artist,
    "hours" | "exceptions" | "timeOff"
  >,
  day: Temporal.PlainDate,
): readonly { readonly from: string; readonly to: string }[] {
  const date = day.toString();
  if (timeOff.some((off) => off.from <= date && date <= off.to)) return [];
  return exceptions.find((one) => one.date === date)?.hours ??
    hours.filter((one) => one.weekday === day.dayOfWeek);
}

/** The calendar day, `YYYY-MM-DD`, on which the instant falls in the zone. */
export function dayOf(at: Instant, zone: string): string {
  return plainDay(at, zone).toString();
}

/**
 * A calendar day from its first moment to the next day's: 23, 24 or 25 hours,
 * and none at all for a day that the zone left out (Apia, 2011-12-30).
 *
 * @throws {RangeError} if the zone or the date is none; ask `isDay` first.
 */
export function spanOfDay(date: string, zone: string): Span {
  const day = parseDay(date);
  return {
    from: instantOf(day, "00:00", zone),
    to: instantOf(day, "24:00", zone),
  };
}

/** @throws {RangeError} if the date is none; ask `isDay` first. */
export function addDays(date: string, days: number): string {
  return parseDay(date).add({ days }).toString();
}

function plainDay(at: Instant, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone).toPlainDate();
}

function parseDay(date: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(date, { overflow: "reject" });
}

/** The instant of a date and a time of day in the zone; null if there is no such time. The first of two. */
export function momentOf(
  date: string,
  clock: string,
  zone: string,
): Instant | null {
  if (!isDay(date) || !isClock(clock)) return null;
  const at = instantOf(parseDay(date), clock, zone);
  const { hour, minute } = Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone);
  const [hours, minutes] = clock.split(":").map(Number);
  // Where the clock jumps over it, `instantOf` answers with the jump.
  return hour === hours! % 24 && minute === minutes ? at : null;
}

function instantOf(
  day: Temporal.PlainDate,
  clock: string,
  zone: string,
): Instant {
  if (!isClock(clock)) throw new RangeError(`not a time of day: ${clock}`);
  const local = clock === "24:00"
    ? day.add({ days: 1 }).toPlainDateTime()
    : day.toPlainDateTime(clock);
  const earlier = local.toZonedDateTime(zone, { disambiguation: "earlier" });
  // In a gap there is no such time, and "earlier" answers with another one.
  if (earlier.toPlainDateTime().equals(local)) return earlier.epochMilliseconds;
  const jump = earlier.getTimeZoneTransition("next");
  return (jump ?? earlier).epochMilliseconds;
}

function merged(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const before = result.at(-1);
    if (before === undefined || before.to < span.from) result.push(span);
    else if (before.to < span.to) {
      result[result.length - 1] = { from: before.from, to: span.to };
    }
  }
  return result;
}
