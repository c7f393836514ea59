/** Numbers that a seed decides, so that every run renders the same frames. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  between(from: number, to: number): number;
  pick<T>(list: readonly T[]): T;
  chance(share: number): boolean;
  /** Plus or minus one. */
  sign(): number;
  /** From the standard normal distribution. */
  normal(): number;
}

/** @param seed any text; other texts give other numbers (FNV-1a, then mulberry32) */
export function randomOf(seed: string): Random {
  let state = 0x811c9dc5;
  for (const letter of seed) {
    state = Math.imul(state ^ letter.codePointAt(0)!, 0x01000193) >>> 0;
  }
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    between: (from, to) => from + (to - from) * next(),
    pick: (list) => list[Math.floor(next() * list.length)]!,
    chance: (share) => next() < share,
    sign: () => next() < 0.5 ? -1 : 1,
    normal: () => NORMALS[Math.floor(next() * NORMALS.length)]!,
  };
}

/** Box–Muller once, for all: a frame takes 20,000 of them. */
const NORMALS = normals(1 << 12);

function normals(count: number): Float32Array {
  const found = new Float32Array(count);
  // The quantiles themselves, so that mean and variance are exact.
  for (let i = 0; i < count; i++) found[i] = probit((i + 0.5) / count);
  return found;
}

/** The normal distribution's quantile (Acklam's approximation; relative error below 1.2e-9 in the middle). */
function probit(p: number): number {
  if (p > 0.5) return -probit(1 - p);
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    return ratio(q, [
      -0.007784894002430293,
      -0.3223964580411365,
      -2.400758277161838,
      -2.549732539343734,
      4.374664141464968,
      2.938163982698783,
    ], [
      0.007784695709041462,
      0.3224671290700398,
      2.445134137142996,
      3.754408661907416,
      1,
    ]);
  }
  const q = p - 0.5;
  return q * ratio(q * q, [
    -39.69683028665376,
    220.9460984245205,
    -275.9285104469687,
    138.357751867269,
    -30.66479806614716,
    2.506628277459239,
  ], [
    -54.47609879822406,
    161.5858368580409,
    -155.6989798598866,
    66.80131188771972,
    -13.28068155288572,
    1,
  ]);
}

function ratio(
  x: number,
  above: readonly number[],
  below: readonly number[],
): number {
  const value = (terms: readonly number[]) =>
    terms.reduce((sum, term) => sum * x + term, 0);
  return value(above) / value(below);
}
