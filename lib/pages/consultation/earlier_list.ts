import {
  type Consultation,
  stateLabel,
} from "@/lib/domain/consultation/consultation.ts";
import type { Artist } from "@/lib/domain/offer/studio.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import { formatDateTime } from "@/lib/time/format.ts";

/** More than an artist reads before a call. */
const SHOWN = 20;

/**
 * The consultations with the same address that start before this one, newest
 * first, of every artist of the studio: who had her last year matters. A page
 * opens only to its own artist. Anyone may book in anybody's name, so these are
 * for the artist's eyes alone, and never sent to the client.
 */
export async function listEarlier(
  deps: Pick<Deps, "catalog" | "consultations" | "lookSheets">,
  { consultation, artist }: {
    readonly consultation: Consultation;
    readonly artist: Artist;
  },
) {
  if (consultation.state === "erased") return [];
  const found = await deps.consultations.ofClient(consultation.client.email, {
    before: consultation.startsAt,
    limit: SHOWN,
  });
  if (found.length === 0) return [];
  const [artists, sheets] = await Promise.all([
    deps.catalog.artists(),
    deps.lookSheets.readAll(found.map(({ id }) => id)),
  ]);
  const names = new Map(artists.map(({ id, name }) => [id, name]));
  return found.map((one, i) => {
    const own = one.artistId === artist.id;
    return {
      id: one.id,
      own,
      when: formatDateTime(one.startsAt, artist.zone),
      service: one.serviceName,
      artist: names.get(one.artistId) ?? "",
      state: one.state,
      label: stateLabel(one),
      look: own ? sheets[i]!.head.title : "",
    };
  });
}
