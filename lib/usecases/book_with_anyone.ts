import { HOLDS_SLOT } from "@/lib/domain/consultation.ts";
import type { Instant } from "@/lib/domain/instant.ts";
import { type Outcome, refuse } from "@/lib/domain/refusal.ts";
import { nearest } from "@/lib/domain/slot.ts";
import { type Artist, offers } from "@/lib/domain/studio.ts";
import type { Deps } from "@/lib/ports.ts";
import { dayOf, spanOfDay } from "@/lib/time/openings.ts";
import {
  bookConsultation,
  type Booked,
  type BookingWish,
} from "./book_consultation.ts";

/**
 * Books with whoever offers the service and is free then: first whom the day has
 * given least to, and among equals always in the same order. Who loses the time
 * at the same moment is passed over for the next.
 */
export async function bookWithAnyone(
  deps: Deps,
  wish: Omit<BookingWish, "artistId">,
): Promise<Outcome<Booked>> {
  const service = await deps.directory.service(wish.serviceId);
  const able = (await deps.directory.artists())
    .filter((artist) => service !== null && offers(artist, service));
  const loads = new Map<Artist, number>();
  for (const artist of able) {
    loads.set(artist, await loadOf(deps, artist, wish.startsAt));
  }
  able.sort((a, b) => loads.get(a)! - loads.get(b)! || (a.id < b.id ? -1 : 1));
  const alternatives = new Set<Instant>();
  for (const artist of able) {
    const booked = await bookConsultation(deps, {
      ...wish,
      artistId: artist.id,
    });
    if (booked.ok || booked.code !== "slot_taken") return booked;
    for (const at of booked.facts.alternatives ?? []) alternatives.add(at);
  }
  if (able.length === 0) return refuse("slot_invalid");
  return refuse("slot_taken", {
    alternatives: nearest(wish.startsAt, [...alternatives], 3),
  });
}

/** How many consultations the artist has on the day of that moment, as their own calendar has it. */
async function loadOf(
  deps: Deps,
  artist: Artist,
  at: Instant,
): Promise<number> {
  const day = spanOfDay(dayOf(at, artist.zone), artist.zone);
  const all = await deps.consultations.ofArtist(artist.id, day);
  return all.filter((one) => HOLDS_SLOT[one.state]).length;
}
