/** Waves per frame: readout takes 5 to 33 ms, and the light has 100 or 120 waves a second. */
const FEWEST = 0.5;
const MOST = 8;
const STEP = 0.25;
/** The wave explains at least this share of what changed, or it is something that moved. */
const LEAST_EXPLAINED = 0.6;

/** A profile's part at one frequency, as a complex number. */
interface Part {
  readonly cos: number;
  readonly sin: number;
}

/**
 * The amplitude of the strongest wave that the profiles have in common, in
 * phase: a lamp changes all that it lights, and what moves does not move
 * everywhere in waves.
 */
export function commonWave(profiles: readonly Float64Array[]): number {
  const centred = profiles.map(withoutMean);
  const changed = meanSquare(meanOf(centred));
  let best = 0;
  for (let waves = FEWEST; waves <= MOST; waves += STEP) {
    const power = commonPower(centred.map((profile) => partOf(profile, waves)));
    if (power / 2 >= LEAST_EXPLAINED * changed) best = Math.max(best, power);
  }
  return Math.sqrt(best);
}

/** The least that any two of the parts have in common. */
function commonPower(parts: readonly Part[]): number {
  const powers = parts.flatMap((one, i) =>
    parts.slice(i + 1).map((other) => one.cos * other.cos + one.sin * other.sin)
  );
  return Math.max(0, Math.min(...powers));
}

function withoutMean(profile: Float64Array): Float64Array {
  const mean = profile.reduce((sum, value) => sum + value, 0) / profile.length;
  return profile.map((value) => value - mean);
}

function meanOf(profiles: readonly Float64Array[]): Float64Array {
  return profiles[0]!.map((_, line) =>
    profiles.reduce((sum, profile) => sum + profile[line]!, 0) / profiles.length
  );
}

function meanSquare(profile: Float64Array): number {
  return profile.reduce((sum, value) => sum + value * value, 0) /
    profile.length;
}

function partOf(profile: Float64Array, waves: number): Part {
  const turn = 2 * Math.PI * waves / profile.length;
  const [stepCos, stepSin] = [Math.cos(turn), Math.sin(turn)];
  let [cos, sin] = [1, 0];
  let [sumCos, sumSin] = [0, 0];
  for (const value of profile) {
    sumCos += value * cos;
    sumSin += value * sin;
    [cos, sin] = [cos * stepCos - sin * stepSin, sin * stepCos + cos * stepSin];
  }
  const scale = 2 / profile.length;
  return { cos: sumCos * scale, sin: sumSin * scale };
}
