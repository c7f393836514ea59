import type { LightPlane } from "./light_plane.ts";

const BLOCK = 8;
/** Of the blocks without clipping, the brighter share: in the others, quantisation decides. */
const BRIGHTER = 0.6;
/** Blocks in which something moved differ more than by noise, so a low quantile counts. */
const STILL = 0.35;
const CLIPPED = 0.9;

/** One block: its light, and the variance of its noise over its light. */
interface Block {
  readonly light: number;
  readonly gain: number;
}

/**
 * How much the camera amplifies: the variance of the noise over the light, from
 * two successive frames. Shot noise makes this ratio proportional to the gain,
 * however bright the picture and whatever it shows, so it tells a dark room
 * from a dark thing.
 */
export function noiseGain(a: LightPlane, b: LightPlane): number {
  const blocks: Block[] = [];
  for (let y = 0; y + BLOCK <= a.height; y += BLOCK) {
    for (let x = 0; x + BLOCK <= a.width; x += BLOCK) {
      const block = blockAt(y * a.width + x, a, b);
      if (block) blocks.push(block);
    }
  }
  const bright = blocks.sort((one, other) => other.light - one.light)
    .slice(0, Math.ceil(blocks.length * BRIGHTER))
    .map(({ gain }) => gain).sort((one, other) => one - other);
  return bright[Math.floor(bright.length * STILL)] ?? 0;
}

const differences = new Float64Array(BLOCK * BLOCK);
const rows = new Float64Array(BLOCK);
const columns = new Float64Array(BLOCK);

/** Null where it is clipped. @param start its first pixel */
function blockAt(start: number, a: LightPlane, b: LightPlane): Block | null {
  rows.fill(0);
  columns.fill(0);
  let light = 0;
  for (let y = 0; y < BLOCK; y++) {
    for (let x = 0; x < BLOCK; x++) {
      const pixel = start + y * a.width + x;
      const here = a.light[pixel]!;
      if (here > CLIPPED) return null;
      light += here;
      const difference = a.log[pixel]! - b.log[pixel]!;
      differences[y * BLOCK + x] = difference;
      rows[y]! += difference / BLOCK;
      columns[x]! += difference / BLOCK;
    }
  }
  light /= BLOCK * BLOCK;
  const deviation = meanDeviation() * NORMAL;
  return { light, gain: deviation * deviation * light / 2 };
}

/** From mean deviation to standard deviation, with what the means of rows and columns took away. */
const NORMAL = Math.sqrt(Math.PI / 2) * BLOCK / (BLOCK - 1);

/** Without the means of rows and columns: a flickering lamp and a slow exposure are no noise. */
function meanDeviation(): number {
  const mean = rows.reduce((sum, row) => sum + row, 0) / BLOCK;
  let sum = 0;
  for (let y = 0; y < BLOCK; y++) {
    for (let x = 0; x < BLOCK; x++) {
      sum += Math.abs(
        differences[y * BLOCK + x]! - rows[y]! - columns[x]! + mean,
      );
    }
  }
  return sum / (BLOCK * BLOCK);
}
