import {
  checkHours,
  type HoursDraft,
  withoutPast,
} from "@/lib/domain/hours_draft.ts";
import { isDay } from "@/lib/domain/calendar.ts";
import type { Consultation } from "@/lib/domain/consultation.ts";
import type { Wrong } from "@/lib/domain/draft.ts";
import type { ArtistId } from "@/lib/domain/ids.ts";
import { mayEdit } from "@/lib/domain/offer_permission.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import { type Outcome, refuse } from "@/lib/domain/refusal.ts";
import type { Artist } from "@/lib/domain/studio.ts";
import type { Deps } from "@/lib/ports.ts";
import { dayOf, openingsOf } from "@/lib/time/openings.ts";
import { bookingsAhead } from "./bookings_ahead.ts";
import { saveOffer } from "./save_offer.ts";

/** Weekly hours, single days and time away. What is booked stays booked. */
export async function editHours(
  { offerBook, clock }: Pick<Deps, "offerBook" | "clock">,
  actor: Actor | null,
  id: ArtistId,
  versionstamp: string,
  draft: HoursDraft,
): Promise<Outcome<Artist>> {
  if (!mayEdit(actor, { artist: id })) return refuse("not_found");
  const stored = await offerBook.artist(id);
  if (stored === null) return refuse("not_found");
  const hours = checkHours(draft);
  const today = dayOf(clock.now(), stored.value.zone);
  const over = pastIn(draft, stored.value, today);
  if (!hours.ok || Object.keys(over).length > 0) {
    return refuse("invalid_input", {
      fields: { ...over, ...(hours.ok ? {} : hours.facts.fields) },
    });
  }
  const next = { ...stored.value, ...withoutPast(hours.value, today) };
  return await saveOffer(stored, versionstamp, next, offerBook.putArtist);
}

/** A day that is over and was not stored before is a slip of the pen: nobody should lose it unseen. */
function pastIn(draft: HoursDraft, before: Artist, today: string): Wrong {
  const wrong: Wrong = {};
  for (const [i, { date }] of draft.exceptions.entries()) {
    const known = before.exceptions.some((one) => one.date === date);
    if (isDay(date) && date < today && !known) {
      wrong[`exceptions.${i}.date`] = "This day is over.";
    }
  }
  for (const [i, { to }] of draft.timeOff.entries()) {
    const known = before.timeOff.some((one) => one.to === to);
    if (isDay(to) && to < today && !known) {
      wrong[`timeOff.${i}.to`] = "This day is over.";
    }
  }
  return wrong;
}

/** What is booked with the artist, from now on, outside the hours that hold now. In order. */
export async function bookingsOutside(
  deps: Pick<Deps, "clock" | "consultations">,
  artist: Artist,
): Promise<Consultation[]> {
  const ahead = await bookingsAhead(deps, artist.id);
  return ahead.filter((one) => {
    if (one.state === "live") return false;
    const [open] = openingsOf(artist, { from: one.startsAt, to: one.endsAt });
    return open?.from !== one.startsAt || open.to !== one.endsAt;
  });
}
