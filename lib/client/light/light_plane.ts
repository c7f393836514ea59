import { LINEAR, LUMINANCE } from "./linear.ts";
import type { Size, SmallFrame } from "./small_frame.ts";

/** The light of each pixel of a frame, in one channel. */
export interface LightPlane extends Size {
  /** Linear luminance, 0 to 1. */
  readonly light: Float32Array;
  /** Its natural logarithm. */
  readonly log: Float32Array;
}

/** Darker than this, quantisation and black level decide. */
export const DARKEST = 0.004;

const RED = LINEAR.map((value) => value * LUMINANCE.r);
const GREEN = LINEAR.map((value) => value * LUMINANCE.g);
const BLUE = LINEAR.map((value) => value * LUMINANCE.b);

export function lightPlane({ width, height, data }: SmallFrame): LightPlane {
  const pixels = width * height;
  const light = new Float32Array(pixels);
  const log = new Float32Array(pixels);
  for (let pixel = 0, at = 0; pixel < pixels; pixel++, at += 4) {
    const value = RED[data[at]!]! + GREEN[data[at + 1]!]! +
      BLUE[data[at + 2]!]!;
    light[pixel] = value;
    log[pixel] = Math.log(value + DARKEST);
  }
  return { width, height, light, log };
}
