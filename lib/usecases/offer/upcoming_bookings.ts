import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import type { ArtistId } from "@/lib/domain/basic/ids.ts";
import { DAY } from "@/lib/domain/basic/instant.ts";
import { FURTHEST_DAYS } from "@/lib/domain/offer/offer_limits.ts";
import type { Deps } from "@/lib/ports/mod.ts";

/**
 * Consultations that this artist still has ahead or in progress: requested,
 * confirmed or live. In order.
 */
export async function upcomingBookings(
  { clock, consultations }: Pick<Deps, "clock" | "consultations">,
  artistId: ArtistId,
): Promise<Consultation[]> {
  const now = clock.now();
  const booked = await consultations.ofArtist(artistId, {
    from: now - DAY,
    to: now + FURTHEST_DAYS * DAY,
  });
  return booked.filter(({ state, endsAt }) =>
    state === "live" ||
    (state === "requested" || state === "confirmed") && endsAt > now
  );
}
