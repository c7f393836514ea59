/**
 * Measures of one frame that no skin changes: it stands on both sides of a
 * ratio, or the white of the eyes and the shine on the skin stand for the light.
 */
import { LUMINANCE, type Rgb } from "./linear.ts";
import type { SmallFrame } from "./small_frame.ts";
import {
  colourOf,
  DARKER,
  MIDDLE,
  quantile,
  type Range,
  type Tally,
  tally,
} from "./tally.ts";
import type { Zones } from "./zones.ts";

export interface StillMeasures {
  /** Natural logarithm of the brighter cheek's light over the darker one's. */
  readonly side: number;
  /** How far the two cheeks' colours are apart, in natural logarithms of red and blue over green. */
  readonly colours: number;
  /** Natural logarithm of the highlights around the head over those in the face. */
  readonly behind: number;
  /** The highlights in the face, as linear light. Alone it says nothing: see `darkness`. */
  readonly highlights: number;
  /** The share of pixels of the face with a clipped channel. */
  readonly clippedFace: number;
}

/** The brightest two per cent: eyes and shine. */
const HIGHLIGHTS = 0.98;
const RANGES = [MIDDLE, DARKER];
/** Black is never exactly zero; it also keeps the logarithms finite. */
const BLACK = 0.002;

export function stillMeasures(frame: SmallFrame, zones: Zones): StillMeasures {
  const face = tally(frame, zones.face);
  const around = tally(frame, zones.around);
  const left = tally(frame, zones.left);
  const right = tally(frame, zones.right);
  const highlights = quantile(face.luma, HIGHLIGHTS);
  return {
    // Shine falls on one side only, has the lamp's colour and not the skin's,
    // and is most of the light of deep skin. So with it the cheeks of brown and
    // deep skin differ in even light too. A shadow or a second lamp is seen in
    // what does not shine as well.
    side: Math.min(
      ...RANGES.map((range) => sideways(left, right, range)),
    ),
    colours: Math.min(
      ...RANGES.map((range) => colourDistance(left, right, range)),
    ),
    behind: log(quantile(around.luma, HIGHLIGHTS), highlights),
    highlights,
    clippedFace: face.clipped / Math.max(1, face.pixels),
  };
}

function sideways(left: Tally, right: Tally, range: Range): number {
  return Math.abs(
    log(luminance(colourOf(left, range)), luminance(colourOf(right, range))),
  );
}

function colourDistance(left: Tally, right: Tally, range: Range): number {
  const [a, b] = [colourOf(left, range), colourOf(right, range)];
  return Math.hypot(
    log(a.r, a.g) - log(b.r, b.g),
    log(a.b, a.g) - log(b.b, b.g),
  );
}

function luminance({ r, g, b }: Rgb): number {
  return r * LUMINANCE.r + g * LUMINANCE.g + b * LUMINANCE.b;
}

function log(a: number, b: number): number {
  return Math.log((a + BLACK) / (b + BLACK));
}
