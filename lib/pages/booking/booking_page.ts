import { ANYONE } from "@/lib/domain/anyone.ts";
import { parseArtistId, parseServiceId } from "@/lib/domain/ids.ts";
import { DAY, type Instant, type Span } from "@/lib/domain/instant.ts";
import type { Photo } from "@/lib/domain/photo.ts";
import type { Refusal } from "@/lib/domain/refusal.ts";
import { type Artist, offers, type Service } from "@/lib/domain/studio.ts";
import type { Deps } from "@/lib/ports.ts";
import { formatTime } from "@/lib/time/format.ts";
import {
  addDays,
  dayOf,
  isDay,
  isZone,
  spanOfDay,
} from "@/lib/time/openings.ts";
import { FORM_KEY } from "./booking_form.ts";
import { offeredSlots } from "@/lib/usecases/offered_slots.ts";

/** How many days the strip shows at once. */
const STRIP = 7;

/** What has been chosen so far: all of it is in the address, so that "back" works. */
export interface Chosen {
  readonly service: Service | null;
  /** With whom: nobody is chosen yet, one, or all of them for "anyone". */
  readonly artists: readonly Artist[];
  readonly anyone: boolean;
  readonly startsAt: Instant | null;
  readonly day: string | null;
  readonly zone: string;
}

/** Reads the choices; whatever does not exist, or does not fit, counts as not chosen yet. */
export async function readChosen(
  deps: Deps,
  params: URLSearchParams,
  studioZone: string,
): Promise<Chosen> {
  const serviceId = parseServiceId(params.get("service"));
  const known = serviceId ? await deps.directory.service(serviceId) : null;
  const service = known?.retired ? null : known;
  const anyone = params.get("artist") === ANYONE;
  const artistId = parseArtistId(params.get("artist"));
  const artist = artistId ? await deps.directory.artist(artistId) : null;
  const found = anyone
    ? await deps.directory.artists()
    : artist
    ? [artist]
    : [];
  const artists = service ? found.filter((one) => offers(one, service)) : [];
  const day = params.get("day");
  const zone = params.get("zone");
  return {
    service,
    artists,
    anyone,
    startsAt: artists.length > 0 ? readStart(params.get("at")) : null,
    day: isDay(day) ? day : null,
    zone: zone !== null && isZone(zone) ? zone : studioZone,
  };
}

/** Fields of the details: what a person has typed, and which pictures they have added. */
const TYPED = /^(name|email|note|phone|texts|photo|answer\..*)$/s;

/** What was typed, for the forms of the steps before. */
export function typedIn(fields: URLSearchParams): [string, string][] {
  return [...fields].filter(([name]) => TYPED.test(name));
}

/** Which choices a step gives up to be made again. */
const GIVEN_UP: Readonly<Record<string, readonly string[]>> = {
  service: ["service", "artist", "at", "day"],
  artist: ["artist", "at", "day"],
  time: ["at"],
  details: [],
};

/**
 * The form as it was sent to choose something again, instead of to book: without
 * the choices that are to be made. Null if it is sent to book.
 */
export function chosenAgain(fields: URLSearchParams): URLSearchParams | null {
  const step = fields.get("show") ?? (fields.has("day") ? "time" : null);
  if (step === null || !Object.hasOwn(GIVEN_UP, step)) return null;
  const left = new URLSearchParams(fields);
  for (const name of GIVEN_UP[step]!) left.delete(name);
  return left;
}

/** An instant as our own links write it; another spelling is a time that nobody offered. */
function readStart(text: string | null): Instant | null {
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text ?? "")
    ? Date.parse(text!)
    : NaN;
  return Number.isFinite(at) ? at : null;
}

/** Everything the booking page shows, whatever has been chosen and refused so far. */
export async function readBookingPage(
  deps: Deps,
  fields: URLSearchParams,
  studioZone: string,
  refusal: Refusal | null,
  photos: readonly Photo[],
  /** Was the form sent? Then no step may lose what was typed into it. */
  sent: boolean,
) {
  const chosen = await readChosen(deps, fields, studioZone);
  // A form that was refused has booked nothing, and is sent again as itself.
  const key = sent ? fields.get("key") ?? "" : "";
  const { service, artists, anyone, zone } = chosen;
  const timeRefused = refusal?.code === "slot_taken" ||
    refusal?.code === "slot_invalid";
  const startsAt = timeRefused ? null : chosen.startsAt;
  const alternatives = refusal?.facts.alternatives ?? [];
  const choosingTime = startsAt === null && alternatives.length === 0;
  const artist = artists[0];
  return {
    chosen: {
      service,
      artist: artist === undefined
        ? null
        : anyone
        ? { id: ANYONE, name: "whoever is free" }
        : { id: artist.id, name: artist.name },
      startsAt,
      zone,
    },
    alternatives,
    kept: new Map(fields),
    formKey: FORM_KEY.test(key) ? key : deps.secrets.secret(),
    carried: sent ? typedIn(fields) : null,
    texts: deps.texter !== null,
    photos: photos.map(({ id }) => id),
    services: (await deps.directory.services()).filter((one) => !one.retired),
    artists: (await deps.directory.artists()).filter((one) => !one.retired),
    week: service && artists.length > 0 && choosingTime
      ? await offerWeek(deps, artists, service, zone, chosen.day)
      : null,
  };
}

/** A week of days with the times at which one of the artists is free, from the wanted day on: the client's days, in the client's zone. */
async function offerWeek(
  deps: Deps,
  artists: readonly Artist[],
  service: Service,
  zone: string,
  wanted: string | null,
) {
  const now = deps.clock.now();
  const horizon = Math.max(...artists.map((one) => one.horizonDays));
  return await weekOf(
    { now, until: now + horizon * DAY, zone, wanted },
    async (span) => {
      const free = await Promise.all(
        artists.map((one) => offeredSlots(deps, one, service, span)),
      );
      return [...new Set(free.flat())].sort((a, b) => a - b);
    },
  );
}

/** A week of days from the wanted one on, each with its free times, in this zone. */
export async function weekOf(
  { now, until, zone, wanted }: {
    readonly now: Instant;
    readonly until: Instant;
    readonly zone: string;
    /** `YYYY-MM-DD`, or whatever an address may say. */
    readonly wanted: string | null;
  },
  freeIn: (span: Span) => Promise<Instant[]>,
) {
  const today = dayOf(now, zone);
  const last = dayOf(until, zone);
  const inside = wanted !== null && wanted >= today && wanted <= last;
  const first = inside ? stripStart(today, wanted) : today;
  const dates = Array.from({ length: STRIP }, (_, i) => addDays(first, i));
  const free = await freeIn({
    from: spanOfDay(dates[0]!, zone).from,
    to: spanOfDay(dates.at(-1)!, zone).to,
  });
  const days = dates.map((date) => ({
    date,
    noon: spanOfDay(date, zone).from + DAY / 2,
    groups: partsOfDay(free.filter((at) => dayOf(at, zone) === date), zone),
  }));
  const firstFree = days.find((day) => day.groups.length > 0)?.date;
  const later = addDays(first, STRIP);
  return {
    days,
    current: inside ? wanted : firstFree ?? first,
    earlier: first > today ? addDays(first, -STRIP) : null,
    later: later <= last ? later : null,
  };
}

/** Strips of seven days counted from today: a day keeps its place while one looks around. */
function stripStart(today: string, wanted: string): string {
  let start = today;
  while (addDays(start, STRIP) <= wanted) start = addDays(start, STRIP);
  return start;
}

/** "Morning" and so on, as the client's clock has it. */
function partsOfDay(times: readonly Instant[], zone: string) {
  const names = ["Night", "Morning", "Afternoon", "Evening"];
  const part = (at: Instant) => {
    const hour = Number(formatTime(at, zone).slice(0, 2));
    return hour < 6 ? 0 : hour < 12 ? 1 : hour < 18 ? 2 : 3;
  };
  return names
    .map((title, i) => ({ title, times: times.filter((at) => part(at) === i) }))
    .filter((group) => group.times.length > 0);
}

/** `/book` with these choices. */
export function bookHref(
  choices: Readonly<Record<string, string | null>>,
): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(choices)) {
    if (value !== null) params.set(name, value);
  }
  const query = params.toString();
  return query === "" ? "/book" : `/book?${query}`;
}
