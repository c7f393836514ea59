/** A sample of the matrix; `deno task bench` has all of it, and docs/light.md the table. */
import { expect } from "expect";
import { LIGHTS } from "@/tests/_support/light/lights.ts";
import { type ClipCase, clipOf } from "@/tests/_support/light/clip.ts";
import { outcomeOf } from "@/tests/_support/light/outcome.ts";
import { BACKGROUNDS } from "@/tests/_support/light/backgrounds.ts";

/** From the lightest to the deepest of the Monk scale. */
const TONES = [1, 4, 7, 10];

const aCase: ClipCase = {
  light: "good",
  tone: 5,
  seed: "sample",
  background: "white wall",
  head: 0,
  noise: 1,
  exposure: 0,
};

for (const light of LIGHTS) {
  Deno.test(`${light} light is told as what it is, on four skins from the lightest to the deepest`, () => {
    const outcomes = TONES.flatMap((tone) => {
      // Some are not what they say: an over-exposed room with nothing clipped in the face.
      for (let seed = 0; seed < 20; seed++) {
        const outcome = outcomeOf({
          ...aCase,
          light,
          tone,
          seed: `sample ${seed}`,
          background: BACKGROUNDS[(tone + seed) % BACKGROUNDS.length]!,
          head: tone + seed,
        });
        if (outcome.counts) return [outcome];
      }
      return [];
    });
    expect(outcomes.map(({ one }) => one.tone)).toEqual(TONES);
    expect(
      outcomes.filter(({ right }) => !right).map(({ one, said }) => ({
        one,
        said,
      })),
    ).toEqual([]);
  });
}

Deno.test("without a sheet, no skin is taken for white paper", () => {
  for (const tone of TONES) {
    const { said } = outcomeOf({ ...aCase, tone, head: 3 }, {
      looksForPaper: true,
    });
    expect([tone, said]).toEqual([tone, null]);
  }
});

Deno.test("the same seed renders the same frames, and another seed others", () => {
  const bytes = (seed: string) =>
    clipOf({ ...aCase, seed }, { seconds: 1 }).pairs[0]![0].data.join();
  expect(bytes("one")).toBe(bytes("one"));
  expect(bytes("one")).not.toBe(bytes("two"));
});

Deno.test("the rendered camera hides the dark: a dark room's picture is about as bright as a good one's, and noisier", () => {
  const clip = (light: "good" | "dark") =>
    clipOf({ ...aCase, light }, { seconds: 1 });
  const mean = ({ pairs }: ReturnType<typeof clip>) => {
    const { data } = pairs[0]![0];
    return Array.from(data).reduce((sum, value) => sum + value, 0) /
      data.length;
  };
  const [good, dark] = [clip("good"), clip("dark")];
  expect(mean(dark) / mean(good)).toBeGreaterThan(0.6);
  expect(dark.setting.gain / good.setting.gain).toBeGreaterThan(8);
});
