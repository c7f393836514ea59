/** What the seconds so far say: the pure middle of the light check. */
import { judge, type Judgement, UNDECIDED } from "./judge.ts";
import {
  type FramePair,
  type LightMeasures,
  measurePair,
} from "./light_measures.ts";
import type { LightPlane } from "./light_plane.ts";
import type { PaperResult } from "./paper.ts";
import { typical } from "./typical.ts";
import type { Zones } from "./zones.ts";

export interface Watch {
  readonly recent: readonly LightMeasures[];
  readonly planes: readonly LightPlane[];
  readonly judgement: Judgement;
}

export const NOTHING_SEEN: Watch = {
  recent: [],
  planes: [],
  judgement: UNDECIDED,
};

/** Seconds that a typical measure looks back. */
const RECENT = 5;
/** Bands are compared with those so many seconds ago: slow beats need the long ones. */
const LAGS = [1, 2, 4, 6];
const KEPT = Math.max(...LAGS);

/** One second: the next pair of frames. */
export function watchOn(
  { recent, planes, judgement }: Watch,
  { pair, zones, paper, settingsDark = false, seesFace = true }: {
    readonly pair: FramePair;
    readonly zones: Zones;
    readonly paper: PaperResult | null;
    readonly settingsDark?: boolean;
    readonly seesFace?: boolean;
  },
): Watch {
  const { measures, plane } = measurePair(pair, {
    zones,
    earlier: LAGS.flatMap((lag) => planes.at(-lag) ?? []),
  });
  const now = [...recent, measures].slice(-RECENT);
  return {
    recent: now,
    planes: [...planes, plane].slice(-KEPT),
    judgement: judge(judgement, {
      measures: typical(now),
      paper,
      settingsDark,
      seesFace,
    }),
  };
}
