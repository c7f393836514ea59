import { DAY } from "@/lib/domain/basic/instant.ts";
import { FURTHEST_DAYS } from "@/lib/domain/offer/offer_limits.ts";
import type { Deps } from "@/lib/ports/mod.ts";

/**
 * Tells artists of the requests that came after the first few of an hour, in
 * one mail each. It has a number and no names: a flood of requests has nothing
 * worth repeating.
 */
export async function writeRequestDigests(deps: Deps): Promise<void> {
  const now = deps.clock.now();
  for (const digest of await deps.requestDigests.due(now)) {
    const artist = await deps.catalog.artist(digest.value);
    const diary = await deps.consultations.ofArtist(digest.value, {
      from: now,
      to: now + FURTHEST_DAYS * DAY,
    });
    const waiting = diary.filter(({ state }) => state === "requested").length;
    await deps.requestDigests.write(
      digest,
      artist === null || artist.retired || waiting === 0 ? [] : [{
        id: deps.secrets.ulid(),
        mail: { kind: "requests_to_artist", to: artist.email, waiting },
      }],
    );
  }
}
