/**
 * The one way in which Visavis writes times for people: British English, 24
 * hours, and the zone by name. `Intl` only, so that pages can use it too;
 * assembled from parts, because engines differ in their commas.
 */
import { type Instant, MINUTE } from "@/lib/domain/basic/instant.ts";
import { todaysZone } from "@/lib/domain/basic/zone_names.ts";
import { correctedOffset } from "./zone_offsets.ts";

/** `Sunday 22 November 2026` */
export function formatDay(at: Instant, zone: string): string {
  const { weekday, day, month, year } = parts(at, zone);
  return `${weekday} ${day} ${month} ${year}`;
}

/** `17:15`. For lists under a heading that names the zone; on its own, use `formatDateTime`. */
export function formatTime(at: Instant, zone: string): string {
  const { hour, minute } = parts(at, zone);
  return `${hour}:${minute}`;
}

/**
 * The same in a list whose heading names the zone as it is called at `heading`:
 * a time beyond a clock change names its own zone.
 */
export function formatTimeUnder(
  at: Instant,
  zone: string,
  { heading }: { readonly heading: Instant },
): string {
  const own = zoneUnder(at, zone, { heading });
  return own === null ? formatTime(at, zone) : `${formatTime(at, zone)} ${own}`;
}

/** A day in such a list: `Sunday 28 March 2027, Central European Summer Time`. */
export function formatDayUnder(
  at: Instant,
  zone: string,
  { heading }: { readonly heading: Instant },
): string {
  const own = zoneUnder(at, zone, { heading });
  return own === null ? formatDay(at, zone) : `${formatDay(at, zone)}, ${own}`;
}

function zoneUnder(
  at: Instant,
  zone: string,
  { heading }: { readonly heading: Instant },
): string | null {
  const own = formatZone(at, zone);
  return own === formatZone(heading, zone) ? null : own;
}

/** `Central European Standard Time`, as it is called at that moment. */
export function formatZone(at: Instant, zone: string): string {
  const name = parts(at, zone).timeZoneName ?? zone;
  const nameless = /^(?:GMT|UTC)[+\u2212-]/.test(name);
  if (!nameless || !zone.includes("/") || zone.startsWith("Etc/")) return name;
  // For a zone without a name in this language: its UTC offset.
  const city = todaysZone(zone).split("/").at(-1)?.replaceAll("_", " ");
  return `${name} (${city})`;
}

/** `Sunday 22 November 2026, 17:15 Central European Standard Time` */
export function formatDateTime(at: Instant, zone: string): string {
  return `${formatDay(at, zone)}, ${formatTime(at, zone)} ${
    formatZone(at, zone)
  }`;
}

/**
 * `Sunday 22 November 2026, 17:15–18:00 Central European Standard Time`. Past
 * midnight both days are named; over a clock change, both zones.
 */
export function formatWhen(
  { startsAt, endsAt }: {
    readonly startsAt: Instant;
    readonly endsAt: Instant;
  },
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
    : formatDateTime(startsAt, zone);
  const end = sameDay
    ? `${formatTime(endsAt, zone)} ${formatZone(endsAt, zone)}`
    : formatDateTime(endsAt, zone);
  return `${start} – ${end}`;
}

type Parts = Partial<Record<Intl.DateTimeFormatPartTypes, string>>;

const formatters = new Map<string, Intl.DateTimeFormat>();

function parts(at: Instant, zone: string): Parts {
  const offset = correctedOffset(at, zone);
  if (offset === null) return partsOf(at, zone);
  // The runtime's name of the zone belongs to its own offset.
  return {
    ...partsOf(at + offset * MINUTE, "UTC"),
    timeZoneName: gmtName(offset),
  };
}

function partsOf(at: Instant, zone: string): Parts {
  return Object.fromEntries(
    formatterOf(zone).formatToParts(at).map(({ type, value }) => [type, value]),
  );
}

/** `GMT-07:00`, as `Intl` names a zone without a name. */
function gmtName(offset: number): string {
  const two = (n: number) => String(n).padStart(2, "0");
  const size = Math.abs(offset);
  return `GMT${offset < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${
    two(size % 60)
  }`;
}

/** Formatters are slow to create and zones are few; the bound is for a stranger's zones. */
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
