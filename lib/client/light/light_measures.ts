import { bandsBetween } from "./bands.ts";
import { DARKEST, type LightPlane, lightPlane } from "./light_plane.ts";
import { noiseGain } from "./noise.ts";
import type { SmallFrame } from "./small_frame.ts";
import { type StillMeasures, stillMeasures } from "./still_measures.ts";
import type { Zones } from "./zones.ts";

/** All measures of one second: of a pair of successive frames, and against earlier ones. */
export interface LightMeasures extends Omit<StillMeasures, "highlights"> {
  /**
   * The camera's gain (`noiseGain`) over the light of the face's highlights.
   * Exposure and gain cancel out: the same eyes in half the light are as bright
   * at twice the gain. A deep skin before a dark wall takes some gain too, and
   * then its highlights are bright.
   */
  readonly darkness: number;
  /** The amplitude of a flickering lamp's bands: see `bandsBetween`. */
  readonly bands: number;
}

/** Two successive frames of the camera: at 30 fps, 33 ms apart. */
export type FramePair = readonly [SmallFrame, SmallFrame];

/**
 * Measures one pair.
 *
 * Pairs, because frames half a second apart hide a lamp: at 30 fps, 500 ms are
 * 15 frames and exactly 50 waves of a 100 Hz lamp, so each frame would have the
 * same bands at the same place. Successive frames are a third of a wave apart.
 * At 25 fps (100 Hz) and 30 fps (120 Hz) successive frames have the same bands
 * too, which only the mains and the camera's clock move slowly; so the pair is
 * compared with earlier ones as well. In a second a head moves, and its shading
 * with it: then all stripes must agree.
 *
 * @param earlier frames of earlier pairs, of the same size
 */
export function measurePair(
  [first, second]: FramePair,
  { zones, earlier }: {
    readonly zones: Zones;
    readonly earlier: readonly LightPlane[];
  },
): { readonly measures: LightMeasures; readonly plane: LightPlane } {
  const [a, b] = [lightPlane(first), lightPlane(second)];
  const bands = Math.max(
    bandsBetween(a, b, 2),
    ...earlier.map((plane) => bandsBetween(b, plane, 3)),
  );
  const { highlights, ...still } = stillMeasures(second, zones);
  const darkness = noiseGain(a, b) / Math.max(highlights, DARKEST);
  return { measures: { ...still, darkness, bands }, plane: b };
}
