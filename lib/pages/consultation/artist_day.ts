import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import type { ArtistId, ConsultationId } from "@/lib/domain/basic/ids.ts";
import { DAY, iso, isoOrNull } from "@/lib/domain/basic/instant.ts";
import {
  joinWindow,
  windowPhase,
} from "@/lib/domain/consultation/join_window.ts";
import {
  isHere,
  nextExpiry,
  type PresenceOf,
} from "@/lib/domain/call/presence.ts";
import { ok, type Outcome, refuse } from "@/lib/http/refusal.ts";
import type { Artist } from "@/lib/domain/offer/studio.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import { formatTime, formatTimeUnder } from "@/lib/time/format.ts";
import { dayOf, spanOfDay } from "@/lib/time/openings.ts";
import type { DayRow, DaySnapshot } from "@/lib/wire/wire.ts";
import type { LiveValue } from "@/lib/http/stream/live_view.ts";

/** The artist's day in the artist's own zone, with who is waiting now. */
export async function readDay(
  deps: Deps,
  artistId: ArtistId,
): Promise<Outcome<LiveValue<DaySnapshot>>> {
  const artist = await deps.catalog.artist(artistId);
  return artist ? ok(await dayOfArtist(deps, artist)) : refuse("not_found");
}

/** The same for an artist whose record is at hand. */
export async function dayOfArtist(
  deps: Deps,
  artist: Artist,
): Promise<LiveValue<DaySnapshot>> {
  const now = deps.clock.now();
  const day = spanOfDay(dayOf(now, artist.zone), artist.zone);
  const near = (await deps.consultations.ofArtist(artist.id, {
    from: day.from - DAY,
    to: day.to + deps.joinPolicy.earlyMs,
    // A consultation that began before midnight and is still going on belongs
    // to today as well.
  })).filter((one) => one.endsAt > day.from && one.state !== "declined");
  const consultations = near.filter((one) =>
    isOfToday(deps, one, { zone: artist.zone, now })
  );
  const rows: DayRow[] = [];
  const edges: number[] = [
    day.to,
    ...near.map((one) => joinWindow(one, deps.joinPolicy).opensAt),
  ];
  const [presences, unread] = await Promise.all([
    Promise.all(consultations.map(({ id }) => deps.presence.of(id))),
    newMessages(deps, consultations),
  ]);
  for (const [i, consultation] of consultations.entries()) {
    const presence = presences[i]!;
    const count = unread.get(consultation.id) ?? 0;
    rows.push({
      ...rowOf(deps, { artist, consultation, presence, now }),
      ...(count > 0 ? { newMessages: count } : {}),
    });
    edges.push(
      nextExpiry(presence, now) ?? Infinity,
      joinWindow(consultation, deps.joinPolicy).closesAt + 1000,
    );
  }
  return {
    value: { now: iso(now), rows },
    changesAt: Math.min(...edges.filter((edge) => edge > now)),
  };
}

/**
 * Whether it belongs to today rather than to what is upcoming: also shortly
 * before midnight, when a client can already wait for a start after it.
 */
export function isOfToday(
  deps: Pick<Deps, "joinPolicy">,
  one: Pick<Consultation, "startsAt" | "endsAt">,
  { zone, now }: { readonly zone: string; readonly now: number },
): boolean {
  return dayOf(one.startsAt, zone) <= dayOf(now, zone) ||
    joinWindow(one, deps.joinPolicy).opensAt <= now;
}

/**
 * How many messages of the client the artist has not read, where there are any.
 * Those of a consultation that is over stay on its page: nobody waits for an
 * answer.
 */
export async function newMessages(
  deps: Pick<Deps, "chat">,
  consultations: readonly Consultation[],
): Promise<ReadonlyMap<ConsultationId, number>> {
  const ids = consultations
    .filter(({ state }) => state === "confirmed" || state === "live")
    .map(({ id }) => id);
  const counts = await deps.chat.unread(ids);
  return new Map(ids.map((id, at) => [id, counts[at]!]));
}

function rowOf(
  deps: Pick<Deps, "joinPolicy">,
  { artist, consultation, presence, now }: {
    readonly artist: Artist;
    readonly consultation: Consultation;
    readonly presence: PresenceOf;
    readonly now: number;
  },
): DayRow {
  const window = joinWindow(consultation, deps.joinPolicy);
  const here = isHere(presence.client, now);
  return {
    id: consultation.id,
    time: `${formatTime(consultation.startsAt, artist.zone)}–${
      formatTimeUnder(consultation.endsAt, artist.zone, { heading: now })
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
