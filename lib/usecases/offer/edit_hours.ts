import {
  checkHours,
  type HoursDraft,
  withoutPast,
} from "@/lib/domain/offer/hours_draft.ts";
import { isDay } from "@/lib/domain/basic/calendar.ts";
import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import type { FieldErrors } from "@/lib/domain/offer/draft.ts";
import type { ArtistId } from "@/lib/domain/basic/ids.ts";
import { mayEdit } from "@/lib/domain/offer/offer_permission.ts";
import type { Actor } from "@/lib/domain/consultation/permission.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import type { Artist } from "@/lib/domain/offer/studio.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import { dayOf, openingsOf } from "@/lib/time/openings.ts";
import { upcomingBookings } from "./upcoming_bookings.ts";
import { saveOffer } from "./save_offer.ts";

/** Weekly hours, single days and time away. Existing bookings stay. */
export async function editHours(
  { catalog, clock }: Pick<Deps, "catalog" | "clock">,
  { actor, id, versionstamp, draft }: {
    readonly actor: Actor | null;
    readonly id: ArtistId;
    readonly versionstamp: string;
    readonly draft: HoursDraft;
  },
): Promise<Outcome<Artist>> {
  if (!mayEdit(actor, { artist: id })) return refuse("not_found");
  return await saveOffer<Artist>({
    read: () => catalog.storedArtist(id),
    versionstamp,
    next(before) {
      const hours = checkHours(draft);
      const today = dayOf(clock.now(), before.zone);
      const over = pastIn(draft, { before, today });
      if (!hours.ok || Object.keys(over).length > 0) {
        return refuse("invalid_input", {
          fields: { ...over, ...(hours.ok ? {} : hours.facts.fields) },
        });
      }
      return ok({ ...before, ...withoutPast(hours.value, today) });
    },
    put: catalog.putArtist,
  });
}

/** A past day that was not stored before is a typing mistake: it must not vanish unnoticed. */
function pastIn(draft: HoursDraft, { before, today }: {
  readonly before: Artist;
  readonly today: string;
}): FieldErrors {
  const errors: FieldErrors = {};
  for (const [i, { date }] of draft.exceptions.entries()) {
    const known = before.exceptions.some((one) => one.date === date);
    if (isDay(date) && date < today && !known) {
      errors[`exceptions.${i}.date`] = "This day is over.";
    }
  }
  for (const [i, { to }] of draft.timeOff.entries()) {
    const known = before.timeOff.some((one) => one.to === to);
    if (isDay(to) && to < today && !known) {
      errors[`timeOff.${i}.to`] = "This day is over.";
    }
  }
  return errors;
}

/** Future bookings with the artist outside the current hours, in order. */
export async function bookingsOutside(
  deps: Pick<Deps, "clock" | "consultations">,
  artist: Artist,
): Promise<Consultation[]> {
  const ahead = await upcomingBookings(deps, artist.id);
  return ahead.filter((one) => {
    if (one.state === "live") return false;
    const [open] = openingsOf(artist, { from: one.startsAt, to: one.endsAt });
    return open?.from !== one.startsAt || open.to !== one.endsAt;
  });
}
