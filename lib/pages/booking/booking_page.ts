import { ANY_ARTIST } from "@/lib/domain/booking/any_artist.ts";
import { parseArtistId, parseServiceId } from "@/lib/domain/basic/ids.ts";
import { DAY, type Instant, type Span } from "@/lib/domain/basic/instant.ts";
import type { Photo } from "@/lib/domain/booking/photo.ts";
import type { Refusal } from "@/lib/http/refusal.ts";
import {
  type Artist,
  offers,
  type Service,
} from "@/lib/domain/offer/studio.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import { formatTime } from "@/lib/time/format.ts";
import { readZoneName } from "@/lib/domain/basic/typed_zone.ts";
import { addDays, dayOf, isDay, spanOfDay } from "@/lib/time/openings.ts";
import { FORM_KEY } from "./booking_form.ts";
import { offeredSlots } from "@/lib/usecases/booking/offered_slots.ts";
import { booking } from "@/words/booking.ts";

/** The number of days that the strip shows. */
const STRIP = 7;

/** The choices so far: all of them are in the URL, so that "back" works. */
export interface BookingChoices {
  readonly service: Service | null;
  /** The artists: nobody is chosen yet, one, or all of them for "anyone". */
  readonly artists: readonly Artist[];
  /** The artist of a link that names no service yet. */
  readonly wanted: Artist | null;
  readonly anyone: boolean;
  readonly startsAt: Instant | null;
  readonly day: string | null;
  readonly zone: string;
  /** The same, or null while it is the studio's because nobody chose one. */
  readonly chosenZone: string | null;
}

/** Reads the choices; a choice that does not exist, or does not fit, counts as not made yet. */
export async function readChosen(
  deps: Deps,
  { params, studioZone }: {
    readonly params: URLSearchParams;
    readonly studioZone: string;
  },
): Promise<BookingChoices> {
  const serviceId = parseServiceId(params.get("service"));
  const anyone = params.get("artist") === ANY_ARTIST;
  const artistId = parseArtistId(params.get("artist"));
  const [known, artist, all] = await Promise.all([
    serviceId ? deps.catalog.service(serviceId) : null,
    artistId ? deps.catalog.artist(artistId) : null,
    anyone ? deps.catalog.artists() : [],
  ]);
  const service = known?.retired ? null : known;
  const found = artist ? [artist] : all;
  const able = service ? found.filter((one) => offers(one, service)) : [];
  // Only where nobody was named: a form that names an artist who has left is
  // not booked with another one.
  const artists = service && !params.get("artist")
    ? await onlyArtistFor(deps, service)
    : able;
  const day = params.get("day");
  const named = params.get("zone");
  const zone = readZoneName(named ?? "") ?? studioZone;
  return {
    service,
    artists,
    wanted: service === null && artist?.retired === false ? artist : null,
    anyone,
    startsAt: artists.length > 0 ? readStart(params.get("at")) : null,
    day: isDay(day) ? day : null,
    zone,
    // An unknown zone counts too: the browser would name it again.
    chosenZone: named === null ? null : zone,
  };
}

/** The artist of a service that only one offers: there is nothing to choose. */
async function onlyArtistFor(
  deps: Deps,
  service: Service,
): Promise<readonly Artist[]> {
  const able = (await deps.catalog.artists()).filter((one) =>
    !one.retired && offers(one, service)
  );
  return able.length === 1 ? able : [];
}

/** Fields of the details: what a person has typed, and which photos they have added. */
const TYPED = /^(name|email|note|phone|texts|photo|answer\..*)$/s;

/** The typed fields, for the forms of the previous steps. */
export function typedFields(fields: URLSearchParams): [string, string][] {
  return [...fields].filter(([name]) => TYPED.test(name));
}

/** The choices that each step resets. */
const GIVEN_UP: Readonly<Record<string, readonly string[]>> = {
  service: ["service", "artist", "at", "day"],
  artist: ["artist", "at", "day"],
  time: ["at"],
  details: [],
};

/**
 * The form when it was submitted to choose something again instead of to book:
 * without the choices to be made again. Null if it was submitted to book.
 */
export function fieldsToChooseAgain(
  fields: URLSearchParams,
): URLSearchParams | null {
  const step = fields.get("show") ?? (fields.has("day") ? "time" : null);
  if (step === null || !Object.hasOwn(GIVEN_UP, step)) return null;
  const left = new URLSearchParams(fields);
  for (const name of GIVEN_UP[step]!) left.delete(name);
  return left;
}

/** An instant as our own links write it; any other spelling is a time that nobody offered. */
function readStart(text: string | null): Instant | null {
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text ?? "")
    ? Date.parse(text!)
    : NaN;
  return Number.isFinite(at) ? at : null;
}

/** Everything the booking page shows, for all choices and refusals so far. */
export async function readBookingPage(
  deps: Deps,
  { chosen, fields, refusal, photos, sent }: {
    readonly chosen: BookingChoices;
    readonly fields: URLSearchParams;
    readonly refusal: Refusal | null;
    readonly photos: readonly Pick<Photo, "id">[];
    /** Whether the form was submitted: then no step may lose what was typed into it. */
    readonly sent: boolean;
  },
) {
  // A refused form has booked nothing, and keeps its key for the next submit.
  const key = sent ? fields.get("key") ?? "" : "";
  const { service, artists, anyone, zone, chosenZone } = chosen;
  const timeRefused = refusal?.code === "slot_taken" ||
    refusal?.code === "slot_invalid";
  const startsAt = timeRefused ? null : chosen.startsAt;
  const alternatives = refusal?.facts.alternatives ?? [];
  const choosingTime = startsAt === null && alternatives.length === 0;
  const artist = artists[0];
  const [offered, week] = await Promise.all([
    readOffer(deps, { chosen, refusal }),
    service && artists.length > 0 && choosingTime
      ? offerWeek(deps, { ...chosen, service })
      : null,
  ]);
  return {
    chosen: {
      service,
      artist: artist === undefined
        ? null
        : anyone
        ? { id: ANY_ARTIST, name: booking.artist.anyoneWithin }
        : { id: artist.id, name: artist.name },
      startsAt,
      zone,
      chosenZone,
    },
    alternatives,
    values: new Map(fields),
    formKey: FORM_KEY.test(key) ? key : deps.secrets.secret(),
    carried: sent ? typedFields(fields) : null,
    smsEnabled: deps.smsSender !== null,
    photos: photos.map(({ id }) => id),
    wanted: chosen.wanted?.id ?? null,
    services: offered.services.filter((one) =>
      !one.retired && (chosen.wanted === null || offers(chosen.wanted, one))
    ),
    artists: offered.artists.filter((one) => !one.retired),
    week,
  };
}

/** All services and artists; if the store fails again, those that the refused form names. */
async function readOffer(
  { catalog }: Deps,
  { chosen: { service, artists }, refusal }: {
    readonly chosen: BookingChoices;
    readonly refusal: Refusal | null;
  },
) {
  try {
    const [services, all] = await Promise.all([
      catalog.services(),
      catalog.artists(),
    ]);
    return { services, artists: all };
  } catch (error) {
    if (refusal?.code !== "store_unavailable" || service === null) throw error;
    return { services: [service], artists };
  }
}

/**
 * A week of days with the times at which one of the artists is free, from the
 * wanted day on, in the client's zone.
 */
async function offerWeek(
  deps: Deps,
  { artists, service, zone, day: wanted }:
    & Pick<BookingChoices, "artists" | "zone" | "day">
    & { readonly service: Service },
) {
  const now = deps.clock.now();
  const horizon = Math.max(...artists.map((one) => one.horizonDays));
  return await weekOf(
    { now, until: now + horizon * DAY, zone, wanted },
    async (span) => {
      const free = await Promise.all(
        artists.map((artist) => offeredSlots(deps, { artist, service, span })),
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
    /** `YYYY-MM-DD`, or anything else a URL may contain. */
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
  const days = dates.map((date) => {
    // By its two edges: a local date for each time costs far more.
    const { from, to } = spanOfDay(date, zone);
    const times = free.filter((at) => from <= at && at < to);
    return { date, noon: from + DAY / 2, groups: partsOfDay(times, zone) };
  });
  const firstFree = days.find((day) => day.groups.length > 0)?.date;
  const later = addDays(first, STRIP);
  return {
    days,
    current: inside ? wanted : firstFree ?? first,
    earlier: first > today ? addDays(first, -STRIP) : null,
    later: later <= last ? later : null,
  };
}

/** Strips of seven days counted from today: a day keeps its position while the client browses. */
function stripStart(today: string, wanted: string): string {
  let start = today;
  while (addDays(start, STRIP) <= wanted) start = addDays(start, STRIP);
  return start;
}

/** "Morning" and so on, by the client's clock. */
function partsOfDay(times: readonly Instant[], zone: string) {
  const names = ["Night", "Morning", "Afternoon", "Evening"];
  const parts = names.map((): Instant[] => []);
  for (const at of times) {
    const hour = Number(formatTime(at, zone).slice(0, 2));
    parts[Math.floor(hour / 6)]!.push(at);
  }
  return names.map((title, i) => ({ title, times: parts[i]! }))
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
