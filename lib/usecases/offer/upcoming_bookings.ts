import type { Consultation } from "@/lib/domain/consultation.ts";
import type { ArtistId } from "@/lib/domain/ids.ts";
import { DAY } from "@/lib/domain/instant.ts";
import { FURTHEST_DAYS } from "@/lib/domain/offer_limits.ts";
import type { Deps } from "@/lib/ports.ts";

/** What waits for this artist: asked, agreed or going on, and not over. In order. */
export async function bookingsAhead(
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
