import type { Consultation } from "@/lib/domain/consultation.ts";
import type { Deps } from "@/lib/ports.ts";
import { formatMoment } from "@/lib/time/format.ts";
import { recordView } from "./views.ts";

/** More than this is not shown at once, and the page says so. */
export const MOST_SHOWN = 500;

/** Every consultation, newest first, or those whose client, artist or service bears the words. */
export async function listForAdmin(deps: Deps, query: string, zone: string) {
  const artists = new Map(
    (await deps.directory.artists()).map((artist) => [artist.id, artist.name]),
  );
  const words = fold(query).split(/\s+/).filter(Boolean);
  const found = (await deps.consultations.all(MOST_SHOWN)).filter((one) => {
    const text = fold(
      `${one.client.name} ${one.client.email} ${one.serviceName} ${
        artists.get(one.artistId) ?? ""
      }`,
    );
    return words.every((word) => text.includes(word));
  });
  return await Promise.all(found.map(async (one: Consultation) => {
    const presence = await deps.presence.of(one.id);
    return {
      record: recordView(one, presence, deps.clock.now()),
      when: formatMoment(one.startsAt, zone),
      artistName: artists.get(one.artistId) ?? one.artistId,
    };
  }));
}

/** "Inès" is found by "ines". */
function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
