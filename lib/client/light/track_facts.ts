/** What a camera's track says about itself. Browsers offer only some of it; absent fields say nothing. */

/** The used part of `MediaStreamTrack.getSettings()` (W3C Image Capture, Media Capture Extensions). */
export interface TrackSettings {
  readonly backgroundBlur?: boolean;
  readonly whiteBalanceMode?: string;
  readonly torch?: boolean;
  /** In units of 100 µs. */
  readonly exposureTime?: number;
  readonly iso?: number;
}

/**
 * - `blur`: the system blurs the background (Portrait); a page can read that
 *   and not switch it off.
 * - `effects`: the system has such effects. Of Apple's, Studio Light and
 *   Reactions cannot be read at all, and Reactions are on by default.
 * - `fixedColours`: white balance does not follow the light.
 */
export type LightReminder = "blur" | "effects" | "fixedColours";

export function remindersOf(
  settings: TrackSettings,
): readonly LightReminder[] {
  const reminders: LightReminder[] = [];
  if (settings.backgroundBlur === true) reminders.push("blur");
  if (settings.backgroundBlur !== undefined) reminders.push("effects");
  // "none" and "manual" both keep the colours of the moment they were set in.
  if (
    settings.whiteBalanceMode === "manual" ||
    settings.whiteBalanceMode === "none"
  ) reminders.push("fixedColours");
  return reminders;
}

/**
 * ISO 3200 at 1/30 s. At f/2.2 that exposes an average scene in 11 lux: a lamp
 * in the far corner. Even a scene that reflects a quarter of the average is
 * below 50 lux then, so this needs no regard to what the picture shows.
 */
const MOST_EXPOSURE = 3200 / 30;

/** Whether the camera itself says that it has hardly any light. */
export function isDarkBySettings(
  { exposureTime, iso }: TrackSettings,
): boolean {
  if (exposureTime === undefined || iso === undefined) return false;
  return iso * exposureTime / 10_000 >= MOST_EXPOSURE;
}
