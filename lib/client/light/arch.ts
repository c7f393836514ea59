import type { Size } from "./small_frame.ts";

/** An ellipse, in fractions of the frame's width (x) and height (y). */
export interface Arch {
  readonly cx: number;
  readonly cy: number;
  readonly rx: number;
  readonly ry: number;
}

/** The shape of `.mirror__glass` in `static/styles/waiting.css`: width by height. */
const GLASS = 4 / 5;

/**
 * Where the page's arch lies in the camera's frame: the video fills the glass
 * (`object-fit: cover`), so what is outside the glass is cut off evenly on two
 * sides.
 *
 * @param glass the width of the glass by its height
 */
export function archIn({ width, height }: Size, glass: number = GLASS): Arch {
  const shape = width / height;
  const shown = shape > glass
    ? { x: glass / shape, y: 1 }
    : { x: 1, y: shape / glass };
  return { cx: 0.5, cy: 0.5, rx: shown.x / 2, ry: shown.y / 2 };
}
