/** What the light check says to a clip, and whether that is right. */
import type { LightFinding } from "@/lib/domain/call/light_finding.ts";
import {
  paperIn,
  type PaperResult,
  settledPaper,
} from "@/lib/client/light/paper.ts";
import type { LightMeasures } from "@/lib/client/light/light_measures.ts";
import { typical } from "@/lib/client/light/typical.ts";
import { NOTHING_SEEN, watchOn } from "@/lib/client/light/watch.ts";
import { zonesOf } from "@/lib/client/light/zones.ts";
import { type Clip, type ClipCase, clipOf } from "./clip.ts";
import type { Light } from "./lights.ts";

/** What is right for each light; with the sheet of paper for warm and cold. */
const EXPECTED: Readonly<Record<Light, LightFinding>> = {
  good: "good",
  dark: "tooDark",
  back: "fromBehind",
  side: "fromOneSide",
  mixed: "twoColours",
  warm: "paperWarm",
  cold: "paperCold",
  clipped: "overExposed",
  flicker: "flicker",
};

/** Bands that stand almost still take some seconds to move: those of six seconds ago must have been seen three times, and the finding must hold. */
const SECONDS = { flicker: 15, other: 5 };

export interface Outcome {
  readonly one: ClipCase;
  readonly clip: Clip;
  /** Whether the clip is what its name says, by the scene and without noise. */
  readonly counts: boolean;
  readonly said: LightFinding | null;
  readonly right: boolean;
  /** The last typical measures. */
  readonly measures: LightMeasures | null;
}

export interface OutcomeOptions {
  /** Whether the client has tapped; always in warm and cold light. */
  readonly looksForPaper?: boolean | undefined;
  /** How long the clip is. */
  readonly seconds?: number | undefined;
}

export function outcomeOf(
  one: ClipCase,
  {
    looksForPaper = one.light === "warm" || one.light === "cold",
    seconds = one.light === "flicker" ? SECONDS.flicker : SECONDS.other,
  }: OutcomeOptions = {},
): Outcome {
  const clip = clipOf(one, { seconds });
  const { said, measures } = looksForPaper
    ? { said: saidOfPaper(clip), measures: null }
    : saidOf(clip);
  // Without a sheet nothing may be taken for one.
  const expected = looksForPaper && !clip.sheet ? null : EXPECTED[one.light];
  return {
    one,
    clip,
    counts: isWhatItSays(one.light, clip),
    said,
    right: said === expected,
    measures,
  };
}

function saidOf({ size, pairs }: Clip): Pick<Outcome, "said" | "measures"> {
  const zones = zonesOf(size);
  let watch = NOTHING_SEEN;
  for (const pair of pairs) {
    watch = watchOn(watch, { pair, zones, paper: null });
  }
  return { said: watch.judgement.finding, measures: typical(watch.recent) };
}

const PAPER: Readonly<Record<PaperResult, LightFinding>> = {
  warm: "paperWarm",
  cold: "paperCold",
  tinted: "paperTinted",
  neutral: "good",
};

/** Null where no sheet is seen. */
function saidOfPaper({ size, pairs }: Clip): LightFinding | null {
  const zones = zonesOf(size);
  const paper = settledPaper(pairs.map(([, frame]) => paperIn(frame, zones)));
  return paper && PAPER[paper];
}

/** From this share on, a face has lost skin; up to the other, it is shine. */
const REALLY_CLIPPED = 0.2;
const SHINE = 0.05;
/** Smaller changes nobody sees. */
const SEEN_FLICKER = 0.05;
const SEEN_CAST = { least: 10, none: 5 };

/**
 * Over-exposure is what is lost: the same exposure clips fair skin and not deep
 * skin. A face that is clipped in another light is not that light's case, and
 * bands that stand still do not flicker. A clipped sheet has no colour.
 */
function isWhatItSays(light: Light, clip: Clip): boolean {
  if (light === "clipped") return clip.clipped >= REALLY_CLIPPED;
  if (clip.clipped > SHINE) return false;
  if (light === "flicker") return clip.flicker >= SEEN_FLICKER;
  if (clip.sheet) {
    const { cast, strongest } = clip.sheet;
    const fits = light === "good"
      ? cast <= SEEN_CAST.none
      : cast >= SEEN_CAST.least;
    return fits && strongest < 0.9;
  }
  return true;
}
