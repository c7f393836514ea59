/**
 * The one way in which Visavis writes times for people: British English, 24
 * hours, and the zone by its name. `Intl` alone, so that pages can use it too;
 * put together from parts, because engines differ in their commas.
 */
import type { Instant } from "@/lib/domain/instant.ts";

/** `Sunday 22 November 2026` */
export function formatDay(at: Instant, zone: string): string {
  const { weekday, day, month, year } = parts(at, zone);
  return `${weekday} ${day} ${month} ${year}`;
}

/** `17:15`. For lists under a heading that names the zone; alone, use `formatMoment`. */
export function formatTime(at: Instant, zone: string): string {
  const { hour, minute } = parts(at, zone);
  return `${hour}:${minute}`;
}

/**
 * The same in a list whose heading names the zone as it is called at `heading`:
 * an hour on the other side of a change of the clock says its own.
 */
export function formatTimeUnder(
  heading: Instant,
  at: Instant,
  zone: string,
): string {
  const own = zoneUnder(heading, at, zone);
  return own === null ? formatTime(at, zone) : `${formatTime(at, zone)} ${own}`;
}

/** A day in such a list: `Sunday 28 March 2027, Central European Summer Time`. */
export function formatDayUnder(
  heading: Instant,
  at: Instant,
  zone: string,
): string {
  const own = zoneUnder(heading, at, zone);
  return own === null ? formatDay(at, zone) : `${formatDay(at, zone)}, ${own}`;
}

function zoneUnder(heading: Instant, at: Instant, zone: string): string | null {
  const own = formatZone(at, zone);
  return own === formatZone(heading, zone) ? null : own;
}

/** `Central European Standard Time`, as it is called at that moment. */
export function formatZone(at: Instant, zone: string): string {
  const name = parts(at, zone).timeZoneName ?? zone;
  const nameless = /^(?:GMT|UTC)[+\u2212-]/.test(name);
  if (!nameless || !zone.includes("/") || zone.startsWith("Etc/")) return name;
  // A zone without a name of its own in this language: say where its clock hangs.
  return `${name} (${zone.split("/").at(-1)?.replaceAll("_", " ")})`;
}

/** `Sunday 22 November 2026, 17:15 Central European Standard Time` */
export function formatMoment(at: Instant, zone: string): string {
  return `${formatDay(at, zone)}, ${formatTime(at, zone)} ${
    formatZone(at, zone)
  }`;
}

/**
 * `Sunday 22 November 2026, 17:15–18:00 Central European Standard Time`. Over
 * midnight both days are named; over a change of the clock, both zones.
 */
export function formatWhen(
  startsAt: Instant,
  endsAt: Instant,
  zone: string,
): string {
  const sameDay = formatDay(startsAt, zone) === formatDay(endsAt, zone);
  const sameZone = formatZone(startsAt, zone) === formatZone(endsAt, zone);
  if (sameDay && sameZone) {
    return `${formatDay(startsAt, zone)}, ${formatTime(startsAt, zone)}–${
      formatTime(endsAt, zone)
    } ${formatZone(startsAt, zone)}`;
  }
  const start = sameZone
    ? `${formatDay(startsAt, zone)}, ${formatTime(startsAt, zone)}`
    : formatMoment(startsAt, zone);
  const end = sameDay
    ? `${formatTime(endsAt, zone)} ${formatZone(endsAt, zone)}`
    : formatMoment(endsAt, zone);
  return `${start} – ${end}`;
}

type Parts = Partial<Record<Intl.DateTimeFormatPartTypes, string>>;

const formatters = new Map<string, Intl.DateTimeFormat>();

function parts(at: Instant, zone: string): Parts {
  return Object.fromEntries(
    formatterOf(zone).formatToParts(at).map(({ type, value }) => [type, value]),
  );
}

/** Formatters are slow to make and zones are few; the bound is for a stranger's zones. */
function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  if (formatters.size >= 100) formatters.clear();
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZoneName: "long",
  });
  formatters.set(zone, made);
  return made;
}
