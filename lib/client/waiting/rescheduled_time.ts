import { formatWhen } from "@/lib/time/format.ts";
import type { WaitingSnapshot } from "@/lib/wire.ts";

/**
 * The consultation's time in words, and whether it is another one than the page
 * was made with: somebody has moved it while the page was open.
 */
export function presentTime(
  { when, zone, snapshot }: {
    /** In words, as the server wrote it for `snapshot`. */
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
    when: formatWhen(Date.parse(startsAt), Date.parse(endsAt), zone),
    moved: true,
  };
}
