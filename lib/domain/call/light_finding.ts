/**
 * What the light check says about a camera's picture, at most one at a time.
 * `good`: nothing to change. `paper…`: seen on a sheet of white paper only, so
 * no finding depends on the colour of a skin.
 */
export const LIGHT_FINDINGS = [
  "fromOneSide",
  "fromBehind",
  "overExposed",
  "tooDark",
  "twoColours",
  "flicker",
  "paperWarm",
  "paperCold",
  "paperTinted",
  "good",
] as const;

export type LightFinding = typeof LIGHT_FINDINGS[number];

/** The same as a page reports it; `unknown` before the check has seen enough. */
export const LIGHT_REPORTS = ["unknown", ...LIGHT_FINDINGS] as const;
export type LightReport = typeof LIGHT_REPORTS[number];
