import type { LightMeasures } from "./light_measures.ts";

/**
 * What can be wrong without a sheet of paper, the most important first. From one
 * side comes before from behind: who has a window behind the shoulder has both,
 * and "turn towards the light" is right for both. In the dark, colours are noise.
 */
export const FAULTS = [
  "fromOneSide",
  "fromBehind",
  "overExposed",
  "tooDark",
  "twoColours",
  "flicker",
] as const;

export type Fault = typeof FAULTS[number];

/** A measure of a fault, and from where on it is one: the same for every skin. */
interface Limit {
  readonly measure: keyof LightMeasures;
  readonly from: number;
}

/**
 * Chosen on frames rendered with the seeds "tune …" and measured with others:
 * see docs/light.md.
 */
export const LIMITS: Readonly<Record<Fault, Limit>> = {
  // Highlights around the head are 5.2 times as bright as those in the face.
  fromBehind: { measure: "behind", from: 1.65 },
  // A gain of about 16 in a picture of normal brightness.
  tooDark: { measure: "darkness", from: 0.004 },
  // A part of the face has lost what it showed.
  overExposed: { measure: "clippedFace", from: 0.24 },
  // Bands of ±3 %.
  flicker: { measure: "bands", from: 0.03 },
  // One cheek is 3.3 times as bright as the other.
  fromOneSide: { measure: "side", from: 1.2 },
  // The cheeks' ratios of red or blue to green differ by 30 %.
  twoColours: { measure: "colours", from: 0.265 },
};

/** A fault that is shown stays until it is clearly better. */
const STAYS = 0.8;

/** @param shown faults that were there a second ago */
export function faultsIn(
  measures: LightMeasures,
  shown: readonly Fault[] = [],
): readonly Fault[] {
  return FAULTS.filter((fault) => {
    const { measure, from } = LIMITS[fault];
    return measures[measure] >= from * (shown.includes(fault) ? STAYS : 1);
  });
}
