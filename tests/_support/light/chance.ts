/**
 * How many mistakes a goal explains. A rate that is just allowed gives more of
 * them by chance in a small number of pictures; only what would happen to it
 * less than once in twenty times speaks against it.
 */
const UNLIKELY = 0.05;

/** The chances of 0, 1, 2 … mistakes in so many pictures (binomial distribution). */
export function chancesOf(pictures: number, rate: number): readonly number[] {
  const chances = [(1 - rate) ** pictures];
  for (let n = 1; n <= pictures; n++) {
    chances.push(
      chances[n - 1]! * (pictures - n + 1) / n * rate / (1 - rate),
    );
  }
  return chances;
}

/** The most mistakes that do not speak against this rate. */
export function mostMistakes(pictures: number, rate: number): number {
  const chances = chancesOf(pictures, rate);
  let atLeast = 0;
  for (let n = pictures; n > 0; n--) {
    atLeast += chances[n]!;
    if (atLeast >= UNLIKELY) return n;
  }
  return 0;
}

/**
 * The largest difference between two groups' mistakes that does not speak
 * against rates which are so far apart.
 *
 * @param pictures of each group
 * @param rate of the group with more mistakes
 */
export function mostApart(
  pictures: number,
  { rate, apart }: { readonly rate: number; readonly apart: number },
): number {
  const more = chancesOf(pictures, rate);
  const fewer = chancesOf(pictures, rate - apart);
  let atLeast = 0;
  for (let difference = pictures; difference > 0; difference--) {
    for (let n = 0; n + difference <= pictures; n++) {
      atLeast += fewer[n]! * more[n + difference]!;
    }
    if (atLeast >= UNLIKELY) return difference;
  }
  return 0;
}
