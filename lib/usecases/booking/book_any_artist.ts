import { HOLDS_SLOT } from "@/lib/domain/consultation/consultation.ts";
import type { Instant } from "@/lib/domain/basic/instant.ts";
import {
  type Outcome,
  type Refusal,
  refuse,
} from "@/lib/domain/basic/refusal.ts";
import { nearest } from "@/lib/domain/booking/slot.ts";
import { type Artist, offers } from "@/lib/domain/offer/studio.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import { dayOf, spanOfDay } from "@/lib/time/openings.ts";
import {
  bookConsultation,
  type Booked,
  type BookingRequest,
} from "./book_consultation.ts";

/**
 * Books an artist who offers the service and is free then: first the one with
 * the fewest bookings that day, and among equals always in the same order. If
 * that artist's time is taken at the same moment, the next one is tried.
 */
export async function bookAnyArtist(
  deps: Deps,
  request: Omit<BookingRequest, "artistId">,
): Promise<Outcome<Booked>> {
  const [service, artists] = await Promise.all([
    deps.catalog.service(request.serviceId),
    deps.catalog.artists(),
  ]);
  const able = artists
    .filter((artist) => service !== null && offers(artist, service));
  const at = request.startsAt;
  const loads = new Map<Artist, number>(
    await Promise.all(
      able.map(async (artist) =>
        [artist, await loadOf(deps, { artist, at })] as const
      ),
    ),
  );
  able.sort((a, b) => loads.get(a)! - loads.get(b)! || (a.id < b.id ? -1 : 1));
  const alternatives = new Set<Instant>();
  let full: Refusal | null = null;
  for (const artist of able) {
    const booked = await bookConsultation(deps, {
      ...request,
      artistId: artist.id,
    });
    if (booked.ok) return booked;
    if (booked.code === "requests_full") full = booked;
    else if (booked.code !== "slot_taken") return booked;
    for (const at of booked.facts.alternatives ?? []) alternatives.add(at);
  }
  if (able.length === 0) return refuse("slot_invalid");
  if (full !== null && alternatives.size === 0) return full;
  return refuse("slot_taken", {
    alternatives: nearest(request.startsAt, [...alternatives], { count: 3 }),
  });
}

/** How many consultations the artist has on that day, in the artist's own calendar. */
async function loadOf(
  deps: Deps,
  { artist, at }: { readonly artist: Artist; readonly at: Instant },
): Promise<number> {
  const day = spanOfDay(dayOf(at, artist.zone), artist.zone);
  const all = await deps.consultations.ofArtist(artist.id, day);
  return all.filter((one) => HOLDS_SLOT[one.state]).length;
}
