/**
 * Local time on the server: an artist's weekly hours, and days of a zone, as
 * spans of UTC. Temporal does the arithmetic; the polyfill is for Deno Deploy,
 * whose Deno is older than Temporal. Pages format with `format.ts` instead.
 */
import { Temporal } from "temporal-polyfill";
import { isClock, isDay } from "@/lib/domain/basic/calendar.ts";
import {
  DAY,
  type Instant,
  MINUTE,
  type Span,
} from "@/lib/domain/basic/instant.ts";
import type { Artist } from "@/lib/domain/offer/studio.ts";
import { correctedOffset } from "./zone_offsets.ts";

export { isDay, isZone } from "@/lib/domain/basic/calendar.ts";

/**
 * When the artist works within `span`: merged, in order, clipped to the span.
 *
 * A time that a clock change skips stands for the moment of the change; a time
 * that occurs twice stands for the first. So hours that are adjacent on the
 * clock are adjacent in UTC as well, and never overlap.
 *
 * @throws {RangeError} if the zone is unknown or a time is not `HH:MM` (or
 * `24:00`).
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
        instantOf({ day, clock: hours.from }, artist.zone),
      );
      const to = Math.min(
        span.to,
        instantOf({ day, clock: hours.to }, artist.zone),
      );
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
 * and empty for a day that the zone skipped (Apia, 2011-12-30).
 *
 * @throws {RangeError} if the zone or the date is invalid; check `isDay` first.
 */
export function spanOfDay(date: string, zone: string): Span {
  const day = parseDay(date);
  return {
    from: instantOf({ day, clock: "00:00" }, zone),
    to: instantOf({ day, clock: "24:00" }, zone),
  };
}

/** @throws {RangeError} if the date is invalid; check `isDay` first. */
export function addDays(date: string, days: number): string {
  return parseDay(date).add({ days }).toString();
}

function plainDay(at: Instant, zone: string): Temporal.PlainDate {
  return localTime(at, zone).toPlainDate();
}

function localTime(at: Instant, zone: string): Temporal.PlainDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at + offsetAt(at, zone))
    .toZonedDateTimeISO("UTC").toPlainDateTime();
}

/** In milliseconds. */
function offsetAt(at: Instant, zone: string): number {
  const corrected = correctedOffset(at, zone);
  if (corrected !== null) return corrected * MINUTE;
  const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone);
  return offsetNanoseconds / 1e6;
}

function parseDay(date: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(date, { overflow: "reject" });
}

/**
 * The instant of a date and a time of day in the zone, the first of two; null
 * if there is no such time.
 */
export function instantAt(
  { date, clock }: { readonly date: string; readonly clock: string },
  zone: string,
): Instant | null {
  if (!isDay(date) || !isClock(clock)) return null;
  const at = instantOf({ day: parseDay(date), clock }, zone);
  const { hour, minute } = localTime(at, zone);
  const [hours, minutes] = clock.split(":").map(Number);
  // For a skipped time, `instantOf` returns the moment of the change.
  return hour === hours! % 24 && minute === minutes ? at : null;
}

function instantOf(
  { day, clock }: { readonly day: Temporal.PlainDate; readonly clock: string },
  zone: string,
): Instant {
  if (!isClock(clock)) throw new RangeError(`not a time of day: ${clock}`);
  const local = clock === "24:00"
    ? day.add({ days: 1 }).toPlainDateTime()
    : day.toPlainDateTime(clock);
  const asUtc = local.toZonedDateTime("UTC").epochMilliseconds;
  const [before, after] = [asUtc - DAY, asUtc + DAY]
    .map((at) => offsetAt(at, zone)) as [number, number];
  // The larger offset is the earlier instant.
  for (const offset of [Math.max(before, after), Math.min(before, after)]) {
    if (offsetAt(asUtc - offset, zone) === offset) return asUtc - offset;
  }
  return changeBetween({ from: asUtc - DAY, to: asUtc + DAY }, zone);
}

/** The moment at which the offset changes, for a time of day that the change skips. */
function changeBetween({ from, to }: Span, zone: string): Instant {
  const before = offsetAt(from, zone);
  while (to - from > 1) {
    const middle = Math.floor((from + to) / 2);
    if (offsetAt(middle, zone) === before) from = middle;
    else to = middle;
  }
  return to;
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
