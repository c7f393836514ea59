/** What is really wrong with a picture, from the scene's light and without noise. */
import { luminance, times } from "./colours.ts";
import { type Flicker, flickerAt } from "./flicker.ts";
import type { Setting } from "./camera.ts";
import type { Radiance } from "./render.ts";

/** The share of the face's skin with a channel beyond full scale. */
export function skinClipped(
  { light, skin }: Radiance,
  { exposure, balance }: Setting,
): number {
  let [pixels, clipped] = [0, 0];
  for (let pixel = 0; pixel < skin.length; pixel++) {
    if (!skin[pixel]) continue;
    pixels++;
    const isClipped = [0, 1, 2].some((channel) =>
      light[pixel * 3 + channel]! * exposure * balance[channel]! >= 1
    );
    if (isClipped) clipped++;
  }
  return pixels === 0 ? 0 : clipped / pixels;
}

/** The sheet in the middle of the picture. */
export interface SheetSeen {
  /** How far its colour is from grey: chroma in CIELAB at lightness 90. */
  readonly cast: number;
  /** Its strongest channel, of full scale: from 1 on the picture has lost its colour. */
  readonly strongest: number;
}

export function sheetSeen(
  { width, height, light }: Radiance,
  { exposure, balance }: Setting,
): SheetSeen {
  const middle = Math.floor(height / 2) * width + Math.floor(width / 2);
  const rgb = [0, 1, 2].map((channel) =>
    light[middle * 3 + channel]! * exposure * balance[channel]!
  ) as [number, number, number];
  const y = 0.763;
  const scale = y / luminance(rgb);
  const [r, g, b] = times(rgb, scale);
  const x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505;
  const z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089;
  const cast = Math.hypot(
    500 * (Math.cbrt(x) - Math.cbrt(y)),
    200 * (Math.cbrt(y) - Math.cbrt(z)),
  );
  return { cast, strongest: Math.max(...rgb) };
}

/**
 * How much the light at one place changes between two of the frames. Bands that
 * stand still, because the lamp's waves are a multiple of the frame rate, are no
 * flicker.
 */
export function flickerSeen(
  flicker: Flicker,
  { seconds, every, frame }: {
    readonly seconds: number;
    /** Seconds from pair to pair, and from frame to frame. */
    readonly every: number;
    readonly frame: number;
  },
): number {
  const light = Array.from({ length: seconds }, (_, second) => second * every)
    .flatMap((at) => [at, at + frame])
    .map((at) => flickerAt(flicker, { at, x: 0, y: 0 }));
  return (Math.max(...light) - Math.min(...light)) / 2;
}
