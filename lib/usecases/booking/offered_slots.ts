import {
  DAY,
  type Instant,
  MINUTE,
  type Span,
} from "@/lib/domain/basic/instant.ts";
import { freeSlots } from "@/lib/domain/booking/slot.ts";
import type { Artist, Service } from "@/lib/domain/offer/studio.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import { openingsOf } from "@/lib/time/openings.ts";

/** The starts that can be booked with this artist within the span, in order. */
export async function offeredSlots(
  deps: Pick<Deps, "clock" | "consultations">,
  { artist, service, span, own = [] }: {
    readonly artist: Artist;
    readonly service: Pick<Service, "minutes" | "bufferMinutes">;
    readonly span: Span;
    /** Cells that do not count as taken: the booking's own, when it is moved. */
    readonly own?: readonly Instant[];
  },
): Promise<Instant[]> {
  const now = deps.clock.now();
  const length = service.minutes * MINUTE;
  const bufferMs = service.bufferMinutes * MINUTE;
  const until = Math.min(span.to, now + artist.horizonDays * DAY);
  if (until <= span.from) return [];
  // A slot may begin within the span and end after it.
  const wider = { from: span.from, to: until + length };
  const busy = await deps.consultations.busyCells(artist.id, {
    from: wider.from,
    to: wider.to + bufferMs,
  });
  for (const cell of own) busy.delete(cell);
  return freeSlots({
    openings: openingsOf(artist, wider),
    busy,
    durationMs: length,
    bufferMs,
    notBefore: Math.max(span.from, now + artist.noticeMinutes * MINUTE),
  }).filter((start) => start < until);
}
