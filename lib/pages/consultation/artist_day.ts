import type { Consultation } from "@/lib/domain/consultation.ts";
import type { ArtistId } from "@/lib/domain/ids.ts";
import { DAY, iso, isoOrNull } from "@/lib/domain/instant.ts";
import { joinWindow, windowPhase } from "@/lib/domain/join_window.ts";
import { isHere, nextLapse, type PresenceOf } from "@/lib/domain/presence.ts";
import { type Outcome, refuse } from "@/lib/domain/refusal.ts";
import type { Artist } from "@/lib/domain/studio.ts";
import type { Deps } from "@/lib/ports.ts";
import { formatTime, formatTimeUnder } from "@/lib/time/format.ts";
import { dayOf, spanOfDay } from "@/lib/time/openings.ts";
import type { DayRow, DaySnapshot } from "@/lib/wire.ts";
import type { Look } from "./live_view.ts";

/** The artist's day in the artist's own zone, with who is waiting now. */
export async function readDay(
  deps: Deps,
  artistId: ArtistId,
): Promise<Outcome<Look<DaySnapshot>>> {
  const artist = await deps.directory.artist(artistId);
  if (!artist) return refuse("not_found");
  const now = deps.clock.now();
  const day = spanOfDay(dayOf(now, artist.zone), artist.zone);
  const consultations = (await deps.consultations.ofArtist(artistId, {
    from: day.from - DAY,
    to: day.to,
    // One that began before midnight and still goes on belongs to today as well.
  })).filter((one) => one.endsAt > day.from && one.state !== "declined");
  const rows: DayRow[] = [];
  const edges: number[] = [day.to];
  for (const consultation of consultations) {
    const presence = await deps.presence.of(consultation.id);
    rows.push(rowOf(deps, artist, consultation, presence, now));
    const window = joinWindow(consultation, deps.joinPolicy);
    edges.push(
      nextLapse(presence, now) ?? Infinity,
      window.opensAt,
      window.closesAt + 1000,
    );
  }
  return {
    ok: true,
    value: {
      value: { now: iso(now), rows },
      changesAt: Math.min(...edges.filter((edge) => edge > now)),
    },
  };
}

function rowOf(
  deps: Pick<Deps, "joinPolicy">,
  artist: Artist,
  consultation: Consultation,
  presence: PresenceOf,
  now: number,
): DayRow {
  const window = joinWindow(consultation, deps.joinPolicy);
  const here = isHere(presence.client, now);
  return {
    id: consultation.id,
    time: `${formatTime(consultation.startsAt, artist.zone)}–${
      formatTimeUnder(now, consultation.endsAt, artist.zone)
    }`,
    startsAt: iso(consultation.startsAt),
    clientName: consultation.client.name,
    serviceName: consultation.serviceName,
    state: consultation.state,
    client: { here, since: here ? isoOrNull(presence.client!.since) : null },
    window: windowPhase(window, now),
    opensAt: iso(window.opensAt),
    href: `/artist/consultations/${consultation.id}`,
  };
}
