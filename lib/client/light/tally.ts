import { LINEAR, type Rgb } from "./linear.ts";
import type { SmallFrame } from "./small_frame.ts";

/** How many pixels of a zone have each code, per channel. */
export interface Tally {
  readonly pixels: number;
  readonly r: Uint32Array;
  readonly g: Uint32Array;
  readonly b: Uint32Array;
  /** By the green channel's weight in luminance: the codes' luma. */
  readonly luma: Uint32Array;
  /** Pixels with a channel at `CLIPPED` or above. */
  readonly clipped: number;
}

/** From this code on a channel has lost what it showed; encoders blur the last steps. */
export const CLIPPED = 250;

export function tally(frame: SmallFrame, zone: Uint32Array): Tally {
  const { data } = frame;
  const [r, g, b, luma] = [0, 1, 2, 3].map(() => new Uint32Array(256)) as [
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ];
  let clipped = 0;
  for (const pixel of zone) {
    const at = pixel * 4;
    const [red, green, blue] = [data[at]!, data[at + 1]!, data[at + 2]!];
    r[red]!++;
    g[green]!++;
    b[blue]!++;
    luma[(red * 54 + green * 183 + blue * 19) >> 8]!++;
    if (red >= CLIPPED || green >= CLIPPED || blue >= CLIPPED) clipped++;
  }
  return { pixels: zone.length, r, g, b, luma, clipped };
}

/** The linear light that this share of the zone does not exceed. */
export function quantile(codes: Uint32Array, share: number): number {
  let left = share * codes.reduce((sum, count) => sum + count, 0);
  for (let code = 0; code < 256; code++) {
    left -= codes[code]!;
    if (left <= 0) return LINEAR[code]!;
  }
  return 1;
}

/** Shares of a zone's pixels, from its darkest to its brightest. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Eyes, brows and the brightest shine fall out. */
export const MIDDLE: Range = { from: 0.25, to: 0.75 };
/** So does all shine. */
export const DARKER: Range = { from: 0.25, to: 0.5 };

/** The mean linear light of a range. */
function meanOf(codes: Uint32Array, range: Range): number {
  const pixels = codes.reduce((sum, count) => sum + count, 0);
  const [from, to] = [pixels * range.from, pixels * range.to];
  let [seen, sum] = [0, 0];
  for (let code = 0; code < 256; code++) {
    const next = seen + codes[code]!;
    sum += LINEAR[code]! *
      Math.max(0, Math.min(next, to) - Math.max(seen, from));
    seen = next;
  }
  return pixels === 0 ? 0 : sum / (to - from);
}

/** The mean colour of a range, each channel by itself. */
export function colourOf({ r, g, b }: Tally, range: Range): Rgb {
  return { r: meanOf(r, range), g: meanOf(g, range), b: meanOf(b, range) };
}
