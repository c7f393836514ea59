import type { SmallFrame } from "./small_frame.ts";
import { paperIn, type PaperResult, settledPaper } from "./paper.ts";
import type { Zones } from "./zones.ts";

/** Before, while and after the client holds a sheet of white paper into the arch. */
export type PaperState = "idle" | "looking" | "notSeen" | PaperResult;

/** One search: from the tap until the result, or until nobody has shown a sheet. */
export interface PaperSearch {
  readonly state: PaperState;
  readonly recent: readonly (PaperResult | null)[];
  readonly seconds: number;
}

export const LOOKING: PaperSearch = {
  state: "looking",
  recent: [],
  seconds: 0,
};

/** To find a sheet and hold it up. */
const MOST_SECONDS = 30;

/** One second of looking. */
export function lookForPaper(
  { recent, seconds }: PaperSearch,
  { frame, zones }: { readonly frame: SmallFrame; readonly zones: Zones },
): PaperSearch {
  const now = [...recent, paperIn(frame, zones)].slice(-4);
  const result = settledPaper(now);
  const over = seconds + 1 >= MOST_SECONDS;
  return {
    state: result ?? (over ? "notSeen" : "looking"),
    recent: now,
    seconds: seconds + 1,
  };
}

export function resultOf(state: PaperState): PaperResult | null {
  return state === "idle" || state === "looking" || state === "notSeen"
    ? null
    : state;
}
