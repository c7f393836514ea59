import { formatWhen } from "@/lib/time/format.ts";
import type { WaitingSnapshot } from "@/lib/wire/wire.ts";

/**
 * The consultation's time in words, and whether it was rescheduled while the
 * page was open.
 */
export function rescheduledTime(
  { when, zone, snapshot }: {
    /** In words, as the server rendered it for `snapshot`. */
    readonly when: string;
    /** IANA name of the zone in which this person reads times. */
    readonly zone: string;
    readonly snapshot: WaitingSnapshot;
  },
  now: Pick<WaitingSnapshot, "startsAt" | "endsAt">,
): { readonly when: string; readonly moved: boolean } {
  if (now.startsAt === snapshot.startsAt) return { when, moved: false };
  const { startsAt, endsAt } = now;
  return {
    when: formatWhen({
      startsAt: Date.parse(startsAt),
      endsAt: Date.parse(endsAt),
    }, zone),
    moved: true,
  };
}
