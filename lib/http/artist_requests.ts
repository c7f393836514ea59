import type { Consultation } from "@/lib/domain/consultation.ts";
import type { ArtistId } from "@/lib/domain/ids.ts";
import { DAY, iso } from "@/lib/domain/instant.ts";
import type { Deps } from "@/lib/ports.ts";
import { formatDayUnder, formatTime, formatWhen } from "@/lib/time/format.ts";
import { dayOf } from "@/lib/time/openings.ts";

/** What an artist has to answer, and what is coming after today. Times in the artist's zone. */
export async function readAhead(deps: Deps, artistId: ArtistId, zone: string) {
  const now = deps.clock.now();
  const all = await deps.consultations.ofArtist(artistId, {
    from: now - DAY,
    to: now + 90 * DAY,
  });
  const today = dayOf(now, zone);
  return {
    requests: all
      .filter((one) => one.state === "requested" && one.endsAt > now)
      .map((one) => ({
        clientName: one.client.name,
        serviceName: one.serviceName,
        brought: broughtTo(one),
        when: formatWhen(one.startsAt, one.endsAt, zone),
      })),
    coming: all
      .filter((one) =>
        one.state === "confirmed" && dayOf(one.startsAt, zone) > today
      )
      .map((one) => comingRow(one, zone, now)),
  };
}

/** What the client said and sent when they booked, for those who may see it. */
export function broughtTo({ id, client, intake, photos }: Consultation) {
  return { id, note: client.note, intake, photos };
}

function comingRow(one: Consultation, zone: string, now: number) {
  return {
    id: one.id,
    at: iso(one.startsAt),
    day: formatDayUnder(now, one.startsAt, zone),
    start: formatTime(one.startsAt, zone),
    end: formatTime(one.endsAt, zone),
    client: one.client.name,
    service: one.serviceName,
    state: one.state,
    href: `/artist/consultations/${one.id}`,
  };
}
