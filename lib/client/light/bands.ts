import type { LightPlane } from "./light_plane.ts";
import { commonWave } from "./wave.ts";

/** Clipped light cannot be compared. A dark wall can: it shows that what moves before it is no lamp. */
const MOST_LIGHT = 0.9;
/** A flickering lamp changes the light by less; what changes more has moved. */
const MOST_CHANGE = 0.3;
/** The frame is compared in three stripes across the bands. */
const STRIPES = 3;

/** In how many of the stripes a wave must be, in phase. */
export type Agreeing = 2 | 3;

/**
 * How strong the bands are that a flickering lamp leaves between two frames: the
 * amplitude of a wave in the ratio of their light, 0.1 for ±10 %. A lamp at 100
 * or 120 Hz meets the rows of a rolling shutter at different moments. The rows
 * of a phone's sensor are the columns of an upright picture, so both are
 * looked at.
 */
export function bandsBetween(
  a: LightPlane,
  b: LightPlane,
  agreeing: Agreeing,
): number {
  const { rows, columns } = profiles(a, b);
  return Math.max(strongest(rows, agreeing), strongest(columns, agreeing));
}

function strongest(
  [one, two, three]: readonly Float64Array[],
  agreeing: Agreeing,
): number {
  if (agreeing === 3) return commonWave([one!, two!, three!]);
  return Math.max(
    commonWave([one!, two!]),
    commonWave([two!, three!]),
    commonWave([one!, three!]),
  );
}

/** The mean change of each line of a frame, in each stripe. */
interface Profiles {
  readonly rows: readonly Float64Array[];
  readonly columns: readonly Float64Array[];
}

function profiles(a: LightPlane, b: LightPlane): Profiles {
  const { width, height } = a;
  const rows = new Stripes(height);
  const columns = new Stripes(width);
  for (let y = 0; y < height; y++) {
    const stripe = Math.floor(y * STRIPES / height);
    for (let x = 0; x < width; x++) {
      const pixel = y * width + x;
      if (a.light[pixel]! > MOST_LIGHT || b.light[pixel]! > MOST_LIGHT) {
        continue;
      }
      const change = a.log[pixel]! - b.log[pixel]!;
      const bounded = change > MOST_CHANGE
        ? MOST_CHANGE
        : change < -MOST_CHANGE
        ? -MOST_CHANGE
        : change;
      rows.add(Math.floor(x * STRIPES / width), y, bounded);
      columns.add(stripe, x, bounded);
    }
  }
  return { rows: rows.means(), columns: columns.means() };
}

/** Sums for each line and stripe. */
class Stripes {
  readonly #sums: Float64Array;
  readonly #counts: Float64Array;

  constructor(readonly lines: number) {
    this.#sums = new Float64Array(lines * STRIPES);
    this.#counts = new Float64Array(lines * STRIPES);
  }

  add(stripe: number, line: number, change: number): void {
    const at = stripe * this.lines + line;
    this.#sums[at]! += change;
    this.#counts[at]!++;
  }

  means(): Float64Array[] {
    const means = this.#sums.map((sum, at) => sum / (this.#counts[at]! || 1));
    return Array.from(
      { length: STRIPES },
      (_, n) => means.subarray(n * this.lines, (n + 1) * this.lines),
    );
  }
}
