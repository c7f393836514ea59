import {
  type Consultation,
  stateLabel,
} from "@/lib/domain/consultation/consultation.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import { formatDateTime } from "@/lib/time/format.ts";
import { clientTexts, hasWords, searchWords } from "./search_words.ts";
import { recordView } from "./views.ts";

/** The page shows at most this many, and says so. */
export const MOST_SHOWN = 500;

/** Every consultation, newest first, or those whose client, artist or service matches the words. */
export async function listForAdmin(deps: Deps, { query, zone }: {
  readonly query: string;
  readonly zone: string;
}) {
  const [known, all] = await Promise.all([
    deps.catalog.artists(),
    deps.consultations.all(MOST_SHOWN),
  ]);
  const artists = new Map(known.map((artist) => [artist.id, artist.name]));
  const words = searchWords(query);
  const found = all.filter(({ client, serviceName, artistId }) =>
    hasWords(words, [
      ...clientTexts(client),
      serviceName,
      artists.get(artistId) ?? "",
    ])
  );
  return await Promise.all(found.map(async (one: Consultation) => {
    const presence = await deps.presence.of(one.id);
    return {
      record: recordView(one, { presence, now: deps.clock.now() }),
      label: stateLabel(one),
      when: formatDateTime(one.startsAt, zone),
      artistName: artists.get(one.artistId) ?? one.artistId,
    };
  }));
}
