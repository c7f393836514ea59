/**
 * What one page found when it checked its camera or microphone, as the other
 * side may see it. `unknown`: not turned on yet, or a microphone that is on and
 * was not heard yet. `silent`: the microphone is on, and nothing was heard for a
 * while. `off`: the person turned it off.
 */
export const DEVICE_REPORTS = [
  "unknown",
  "works",
  "off",
  "silent",
  "denied",
  "missing",
  "busy",
] as const;
export type DeviceReport = typeof DEVICE_REPORTS[number];
