import type { Rgb } from "./linear.ts";

/** A colour as temperature and tint. */
export interface LightColour {
  /** Correlated colour temperature in reciprocal megakelvin (mired): equal steps look equal. 154 is 6,500 K, sRGB's white. */
  readonly mired: number;
  /** Distance from the Planckian locus in CIE 1960 uv: above it (+) is green, below it pink. */
  readonly tint: number;
}

/** @param colour linear sRGB */
export function colourOfLight({ r, g, b }: Rgb): LightColour {
  const x = 0.4124 * r + 0.3576 * g + 0.1805 * b;
  const y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  const z = 0.0193 * r + 0.1192 * g + 0.9505 * b;
  const sum = x + y + z || 1;
  return { mired: 1e6 / kelvin(x / sum, y / sum), tint: tintOf({ x, y, z }) };
}

/** McCamy's formula (1992), for 2,000 to 12,500 K; beyond, the ends. */
function kelvin(x: number, y: number): number {
  const n = (x - 0.332) / (0.1858 - y);
  const value = 449 * n ** 3 + 3525 * n ** 2 + 6823.3 * n + 5520.33;
  return Math.max(1500, Math.min(25_000, value));
}

/** The distance from the locus, by Ohno's formula (2014), within 0.00006 of the exact one. */
function tintOf({ x, y, z }: {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}): number {
  const scale = x + 15 * y + 3 * z || 1;
  const [u, v] = [4 * x / scale, 6 * y / scale];
  const [du, dv] = [u - 0.292, v - 0.24];
  const distance = Math.hypot(du, dv);
  const angle = Math.acos(du / (distance || 1));
  const terms = [
    -0.00616793,
    0.0893944,
    -0.5179722,
    1.5317403,
    -2.4243787,
    1.925865,
    -0.471106,
  ];
  return distance - terms.reduce((sum, term) => sum * angle + term, 0);
}
