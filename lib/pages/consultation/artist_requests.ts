import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import type { ArtistId } from "@/lib/domain/basic/ids.ts";
import { DAY, iso } from "@/lib/domain/basic/instant.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import { answerBy } from "@/lib/domain/booking/request_hold.ts";
import {
  formatDateTime,
  formatDayUnder,
  formatTime,
  formatWhen,
} from "@/lib/time/format.ts";
import { isOfToday, newMessages } from "./artist_day.ts";

/** The requests an artist has to answer, and what is booked after today. Times in the artist's zone. */
export async function readUpcoming(deps: Deps, { artistId, zone }: {
  readonly artistId: ArtistId;
  readonly zone: string;
}) {
  const now = deps.clock.now();
  const all = await deps.consultations.ofArtist(artistId, {
    from: now - DAY,
    to: now + 90 * DAY,
  });
  const coming = all.filter((one) =>
    one.state === "confirmed" && !isOfToday(deps, one, { zone, now })
  );
  const unread = await newMessages(deps, coming);
  return {
    requests: all
      .filter((one) => one.state === "requested" && one.endsAt > now)
      .map((one) => ({
        clientName: one.client.name,
        serviceName: one.serviceName,
        submission: clientSubmission(one),
        when: formatWhen(one, zone),
        changed: detailsChanged(one, zone),
        answerBy: answerDeadline(one, zone),
      })),
    coming: coming.map((one) => ({
      ...comingRow(one, { zone, now }),
      newMessages: unread.get(one.id) ?? 0,
    })),
  };
}

/** Until when a request can be answered, as text; empty for any other state. */
export function answerDeadline(one: Consultation, zone: string): string {
  return one.state === "requested" ? formatDateTime(answerBy(one), zone) : "";
}

/** What the client wrote and uploaded when they booked, for those who may see it. */
export function clientSubmission({ id, client, intake, photos }: Consultation) {
  return { id, note: client.note, intake, photos };
}

/** When the client changed their details after the request, in the reader's zone; null if never. */
export function detailsChanged(
  { detailsChangedAt }: Consultation,
  zone: string,
): string | null {
  return detailsChangedAt === undefined
    ? null
    : formatDateTime(detailsChangedAt, zone);
}

function comingRow(one: Consultation, { zone, now }: {
  readonly zone: string;
  readonly now: number;
}) {
  return {
    id: one.id,
    at: iso(one.startsAt),
    day: formatDayUnder(one.startsAt, zone, { heading: now }),
    start: formatTime(one.startsAt, zone),
    end: formatTime(one.endsAt, zone),
    client: one.client.name,
    service: one.serviceName,
    state: one.state,
    href: `/artist/consultations/${one.id}`,
  };
}
