import { colourOfLight } from "./colour_of_light.ts";
import { LINEAR, LUMINANCE, type Rgb } from "./linear.ts";
import type { SmallFrame } from "./small_frame.ts";
import { CLIPPED } from "./tally.ts";
import type { Zones } from "./zones.ts";

/** What a sheet of white paper says about the picture's colours. */
export type PaperResult = "neutral" | "warm" | "cold" | "tinted";

/** Warmer or colder than sRGB's white by this is visible (mired). */
const WHITE = 154;
const CAST = 24;
/** Green or pink: distance from the Planckian locus. */
const TINT = 0.009;

const CELL = 3;
/** A cell belongs to the sheet when it differs from its plane by less (logarithm of light). */
const FLAT = 0.09;
/** So much of the face zone must be the sheet: with eyes, brows and mouth, a face never is. */
const COVERED = 0.86;
/** Clipped paper has no colour. */
const MOST_CLIPPED = 0.1;

/** Null when no sheet fills the arch, or it is clipped. */
export function paperIn(frame: SmallFrame, zones: Zones): PaperResult | null {
  const colour = sheetColour(frame, zones);
  if (!colour) return null;
  const { mired, tint } = colourOfLight(colour);
  if (mired > WHITE + CAST) return "warm";
  if (mired < WHITE - CAST) return "cold";
  return Math.abs(tint) > TINT ? "tinted" : "neutral";
}

/** A square of pixels. */
interface Cell extends Rgb {
  readonly x: number;
  readonly y: number;
  /** Logarithm of its light. */
  readonly log: number;
}

/** The linear colour of the flat sheet in the arch. */
export function sheetColour(frame: SmallFrame, zones: Zones): Rgb | null {
  if (clippedShare(frame, zones) > MOST_CLIPPED) return null;
  const cells = cellsOf(frame, zones);
  let sheet = cells;
  for (let round = 0; round < 3 && sheet.length > 6; round++) {
    const plane = planeThrough(sheet);
    sheet = cells.filter((cell) => Math.abs(cell.log - plane(cell)) < FLAT);
  }
  if (cells.length === 0 || sheet.length < COVERED * cells.length) return null;
  return meanOf(sheet);
}

function clippedShare({ data }: SmallFrame, { face }: Zones): number {
  let clipped = 0;
  for (const pixel of face) {
    const at = pixel * 4;
    if (Math.max(data[at]!, data[at + 1]!, data[at + 2]!) >= CLIPPED) clipped++;
  }
  return clipped / Math.max(1, face.length);
}

/** The face zone in cells, which average noise away. */
function cellsOf({ width, data }: SmallFrame, { face }: Zones): Cell[] {
  const sums = new Map<number, [r: number, g: number, b: number, n: number]>();
  const columns = Math.ceil(width / CELL);
  for (const pixel of face) {
    const row = Math.floor(pixel / width / CELL);
    const key = row * columns + Math.floor(pixel % width / CELL);
    const sum = sums.get(key) ?? [0, 0, 0, 0];
    for (let channel = 0; channel < 3; channel++) {
      sum[channel]! += LINEAR[data[pixel * 4 + channel]!]!;
    }
    sum[3]++;
    sums.set(key, sum);
  }
  return [...sums].filter(([, [, , , n]]) => n === CELL * CELL)
    .map(([key, [r, g, b, n]]) => ({
      x: key % columns,
      y: Math.floor(key / columns),
      r: r / n,
      g: g / n,
      b: b / n,
      log: Math.log(
        (r * LUMINANCE.r + g * LUMINANCE.g + b * LUMINANCE.b) / n + 0.002,
      ),
    }));
}

/** Least squares: light falls evenly over a sheet. */
function planeThrough(cells: readonly Cell[]): (cell: Cell) => number {
  const mean = (of: (cell: Cell) => number) =>
    cells.reduce((sum, cell) => sum + of(cell), 0) / cells.length;
  const [x, y, log] = [mean((c) => c.x), mean((c) => c.y), mean((c) => c.log)];
  const xx = mean((c) => (c.x - x) ** 2);
  const yy = mean((c) => (c.y - y) ** 2);
  const xy = mean((c) => (c.x - x) * (c.y - y));
  const xl = mean((c) => (c.x - x) * (c.log - log));
  const yl = mean((c) => (c.y - y) * (c.log - log));
  const scale = xx * yy - xy * xy || 1;
  const [a, b] = [(xl * yy - yl * xy) / scale, (yl * xx - xl * xy) / scale];
  return (cell) => log + a * (cell.x - x) + b * (cell.y - y);
}

function meanOf(cells: readonly Rgb[]): Rgb {
  const mean = (of: (cell: Rgb) => number) =>
    cells.reduce((sum, cell) => sum + of(cell), 0) / cells.length;
  return { r: mean((c) => c.r), g: mean((c) => c.g), b: mean((c) => c.b) };
}

/** The result that the last seconds agree on: three of four. */
export function settledPaper(
  recent: readonly (PaperResult | null)[],
): PaperResult | null {
  const last = recent.slice(-4);
  return last.find((one) =>
    one !== null && last.filter((other) => other === one).length >= 3
  ) ?? null;
}
