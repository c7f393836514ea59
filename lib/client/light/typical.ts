import type { LightMeasures } from "./light_measures.ts";

const KEYS = [
  "side",
  "colours",
  "behind",
  "clippedFace",
  "darkness",
  "bands",
] as const satisfies readonly (keyof LightMeasures)[];

/**
 * The median of each measure over the last seconds: a hand before the camera or
 * a turned head for a second changes nothing.
 */
export function typical(recent: readonly LightMeasures[]): LightMeasures {
  return Object.fromEntries(
    KEYS.map((key) => [key, median(recent.map((one) => one[key]))]),
  ) as unknown as LightMeasures;
}

/** The lower of two middle values: in doubt, nothing is wrong. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1] ?? 0;
}
