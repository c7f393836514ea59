import { formatDay, formatTime } from "@/lib/time/format.ts";
import type { WaitingPage } from "./waiting_page.ts";

/** When the room opens, in this person's zone, and how long that is from now. */
export function openingTime(
  { snapshot, now, zone }: Pick<WaitingPage, "snapshot" | "now" | "zone">,
) {
  const at = Date.parse(snapshot.opensAt);
  const day = formatDay(at, zone);
  return {
    day: day === formatDay(now, zone) ? null : day,
    time: formatTime(at, zone),
    ms: at - now,
  };
}
