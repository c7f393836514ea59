/** Colours as linear light, and how lamps of a colour temperature look. */
import { LINEAR, LUMINANCE } from "@/lib/client/light/linear.ts";

/** Linear red, green and blue. */
export type Colour = readonly [number, number, number];

/** The Monk Skin Tone scale in sRGB (skintone.google, Ellis Monk; CC BY). */
export const MONK = [
  "f6ede4",
  "f3e7db",
  "f7ead0",
  "eadaba",
  "d7bd96",
  "a07e56",
  "825c43",
  "604134",
  "3a312a",
  "292420",
] as const;

export function colour(hex: string): Colour {
  const at = (from: number) => LINEAR[parseInt(hex.slice(from, from + 2), 16)]!;
  return [at(0), at(2), at(4)];
}

export const luminance = ([r, g, b]: Colour): number =>
  r * LUMINANCE.r + g * LUMINANCE.g + b * LUMINANCE.b;

export const times = ([r, g, b]: Colour, by: number): Colour => [
  r * by,
  g * by,
  b * by,
];

export const product = (one: Colour, other: Colour): Colour => [
  one[0] * other[0],
  one[1] * other[1],
  one[2] * other[2],
];

/**
 * A lamp of this colour temperature, with luminance 1: the Planckian locus in
 * CIE xy (Kim et al. 2002), then linear sRGB.
 *
 * @param green the tinge of a fluorescent tube: 0.1 is 10 % more green
 */
export function lamp(kelvin: number, green = 0): Colour {
  const t = 1000 / kelvin;
  const x = kelvin < 4000
    ? ((-0.2661239 * t - 0.2343589) * t + 0.8776956) * t + 0.17991
    : ((-3.0258469 * t + 2.1070379) * t + 0.2226347) * t + 0.24039;
  const y = kelvin < 4000
    ? ((-0.9549476 * x - 1.37418593) * x + 2.09137015) * x - 0.16748867
    : ((3.081758 * x - 5.8733867) * x + 3.75112997) * x - 0.37001483;
  const [X, Z] = [x / y, (1 - x - y) / y];
  const rgb: Colour = [
    Math.max(0.01, 3.2406 * X - 1.5372 - 0.4986 * Z),
    Math.max(0.01, -0.9689 * X + 1.8758 + 0.0415 * Z) * (1 + green),
    Math.max(0.01, 0.0557 * X - 0.204 + 1.057 * Z),
  ];
  return times(rgb, 1 / luminance(rgb));
}
