/** Durations, and the time left until something. */
import { DAY, HOUR, MINUTE } from "@/lib/domain/basic/instant.ts";
import { duration, units } from "./format.ts";

interface Opening {
  /** Null for today. */
  readonly day: string | null;
  readonly time: string;
  readonly ms: number;
}

/** The clock time, and what is left until then. */
const openingParts = ({ day, time, ms }: Opening): readonly [string, string] =>
  ms > 0
    ? [`${day === null ? "" : `on ${day} `}at ${time}`, `, ${inAbout(ms)}`]
    : ["now", ""];

export const times = {
  /**
   * The clock time first, because people plan by it; then what is left, never
   * rounded up: who reads "3 hours" for 2 h 24 min comes after the start.
   */
  opening: (opening: Opening) => openingParts(opening).join(""),
  openingParts,
  lasted: ({ ms }: { readonly ms: number }) =>
    ms < MINUTE ? "under a minute" : duration(ms),
};

function inAbout(ms: number): string {
  if (ms < MINUTE) return "in less than a minute";
  const days = ms < 2 * DAY ? 0 : Math.floor(ms / DAY);
  const hours = Math.floor((ms - days * DAY) / HOUR);
  const minutes = Math.floor(ms / MINUTE) % 60;
  const parts = [
    days > 0 ? units(days, "day") : "",
    hours > 0 ? `${hours} h` : "",
    days === 0 && minutes > 0 ? `${minutes} min` : "",
  ];
  return `in ${parts.filter(Boolean).join(" ")}`;
}
