/**
 * The goals of docs/light.md for each tone, on few pictures: their rendering
 * takes the time. So a goal fails only where so many mistakes would be unlikely
 * if it were just held (`mostMistakes`). `deno task bench` has enough pictures
 * to see the goals themselves.
 */
import { expect } from "expect";
import { casesOfJob, type Check, CHECKS } from "@/scripts/light/score.ts";
import { GOALS, ROWS } from "@/scripts/light/table.ts";
import { mostApart, mostMistakes } from "@/tests/_support/light/chance.ts";
import { TONES } from "@/tests/_support/light/matrix.ts";
import { outcomeOf } from "@/tests/_support/light/outcome.ts";

/** A clip lasts as long as the finding needs; slow bands need as long as in the report. */
const SECONDS: Partial<Record<Check, number>> = {
  good: 4,
  flicker: 15,
  warm: 4,
  cold: 4,
  sheet: 4,
  "no sheet": 4,
};
const LEAST_SECONDS = 3;
/** Pictures of each tone that are what they say. */
const PICTURES: Partial<Record<Check, number>> = { good: 16, flicker: 3 };
const FEW = 5;
/** Few of a fair face's pictures are of light from the side, and few of a deep one's over-exposed. */
const TRIES = 14;

interface Count {
  readonly check: Check;
  readonly tone: number;
  readonly cases: number;
  /** What was said instead of what is right. */
  readonly wrong: readonly string[];
}

const known = new Map<string, Count>();

function countOf(check: Check, tone: number): Count {
  const key = `${check} ${tone}`;
  const count = known.get(key) ?? counted(check, tone);
  known.set(key, count);
  return count;
}

function counted(check: Check, tone: number): Count {
  const all = [...casesOfJob({ check, tone, seeds: "guard", count: 3 })];
  const wrong: string[] = [];
  let cases = 0;
  const pictures = PICTURES[check] ?? FEW;
  for (let n = 0; n < pictures + TRIES && cases < pictures; n++) {
    // No divisor of their number: neighbours differ in background, noise and exposure.
    const { one, ...options } = all[(n * 11) % all.length]!;
    const seconds = SECONDS[check] ?? LEAST_SECONDS;
    const outcome = outcomeOf(one, { ...options, seconds });
    if (!outcome.counts) continue;
    cases++;
    if (!outcome.right) wrong.push(outcome.said ?? "nothing");
  }
  return { check, tone, cases, wrong };
}

/** The share of mistakes that is just allowed. */
function allowed(check: Check): number {
  const { counts } = ROWS[check];
  return (counts === "found" ? 100 - GOALS.found : GOALS.false) / 100;
}

/** Those with more mistakes than the goal explains. */
const failed = (counts: readonly Count[]) =>
  counts.filter(({ check, cases, wrong }) =>
    wrong.length > mostMistakes(cases, allowed(check))
  );

for (const tone of TONES) {
  Deno.test(`tone ${tone}: each bad light is found in at least ${GOALS.found} of 100 pictures, and good light doubted in at most ${GOALS.false}`, () => {
    const counts = CHECKS.map((check) => countOf(check, tone));
    for (const { check, cases } of counts) {
      expect([check, cases > 0]).toEqual([check, true]);
    }
    expect(failed(counts)).toEqual([]);
  });
}

for (const check of CHECKS) {
  Deno.test(`${check}: the goal holds for all tones together`, () => {
    const counts = TONES.map((tone) => countOf(check, tone));
    const together = {
      check,
      tone: 0,
      cases: counts.reduce((sum, { cases }) => sum + cases, 0),
      wrong: counts.flatMap(({ wrong }) => wrong),
    };
    expect(together.cases).toBeGreaterThan(20);
    expect(failed([together])).toEqual([]);
  });
}

Deno.test(`false alarms of the lighter and of the deeper tones are at most ${GOALS.spread} point apart`, () => {
  for (const check of CHECKS.filter((one) => ROWS[one].counts === "false")) {
    const half = TONES.length / 2;
    const [light, deep] = [TONES.slice(0, half), TONES.slice(half)].map(
      (tones) => {
        const counts = tones.map((tone) => countOf(check, tone));
        return {
          cases: counts.reduce((sum, { cases }) => sum + cases, 0),
          wrong: counts.flatMap(({ wrong }) => wrong).length,
        };
      },
    ) as [{ cases: number; wrong: number }, { cases: number; wrong: number }];
    const most = mostApart(Math.min(light.cases, deep.cases), {
      rate: allowed(check),
      apart: GOALS.spread / 100,
    });
    expect([check, Math.abs(light.wrong - deep.wrong) <= most])
      .toEqual([check, true]);
  }
});
