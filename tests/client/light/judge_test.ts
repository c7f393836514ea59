import { expect } from "expect";
import type { LightFinding } from "@/lib/domain/call/light_finding.ts";
import { FAULTS, faultsIn, LIMITS } from "@/lib/client/light/faults.ts";
import { judge, UNDECIDED } from "@/lib/client/light/judge.ts";
import type { LightMeasures } from "@/lib/client/light/light_measures.ts";
import { typical } from "@/lib/client/light/typical.ts";

const CALM: LightMeasures = {
  side: 0,
  colours: 0,
  behind: 0,
  clippedFace: 0,
  darkness: 0,
  bands: 0,
};

/** The finding after each second. */
function findings(seconds: readonly LightMeasures[]): (LightFinding | null)[] {
  let judgement = UNDECIDED;
  return seconds.map((measures) => {
    judgement = judge(judgement, { measures, paper: null });
    return judgement.finding;
  });
}

function with_(change: Partial<LightMeasures>): LightMeasures {
  return { ...CALM, ...change };
}

const times = <T>(count: number, one: T): T[] => Array(count).fill(one);

Deno.test("nothing is said before it has held for three seconds, and that all is good after four", () => {
  expect(findings(times(4, CALM))).toEqual([null, null, null, "good"]);
  expect(findings(times(3, with_({ side: 2 })))).toEqual([
    null,
    null,
    "fromOneSide",
  ]);
});

Deno.test("a turned head for two seconds changes nothing", () => {
  const seconds = [
    ...times(4, CALM),
    ...times(2, with_({ side: 3 })),
    ...times(3, CALM),
  ];
  expect(new Set(findings(seconds).slice(3))).toEqual(new Set(["good"]));
});

Deno.test("a measure that wavers around its limit does not make the hint come and go", () => {
  const { from } = LIMITS.twoColours;
  const wavering = Array.from(
    { length: 30 },
    (_, n) => with_({ colours: from * (n % 2 === 0 ? 1.05 : 0.9) }),
  );
  const shown = findings([
    ...times(4, with_({ colours: from * 2 })),
    ...wavering,
  ]);
  expect(new Set(shown.slice(3))).toEqual(new Set(["twoColours"]));
});

Deno.test("a hint goes once it is clearly better", () => {
  const { from } = LIMITS.twoColours;
  const shown = findings([
    ...times(4, with_({ colours: from * 2 })),
    ...times(4, with_({ colours: from * 0.7 })),
  ]);
  expect(shown.at(-1)).toBe("good");
});

Deno.test("of several faults only the most important one is said", () => {
  const all = with_({
    side: 9,
    colours: 9,
    behind: 9,
    clippedFace: 1,
    darkness: 1,
    bands: 1,
  });
  expect(faultsIn(all)).toEqual(FAULTS);
  expect(findings(times(9, all)).at(-1)).toBe("fromOneSide");
});

Deno.test("a sheet's result is said only where nothing else is wrong", () => {
  let judgement = UNDECIDED;
  for (let second = 0; second < 5; second++) {
    judgement = judge(judgement, { measures: CALM, paper: "warm" });
  }
  expect(judgement.finding).toBe("paperWarm");
  for (let second = 0; second < 5; second++) {
    judgement = judge(judgement, {
      measures: with_({ darkness: 1 }),
      paper: "warm",
    });
  }
  expect(judgement.finding).toBe("tooDark");
});

Deno.test("a camera that says it is at its limit means a dark room, unless the light comes from behind", () => {
  const seen = (measures: LightMeasures) => {
    let judgement = UNDECIDED;
    for (let second = 0; second < 5; second++) {
      judgement = judge(judgement, {
        measures,
        paper: null,
        settingsDark: true,
      });
    }
    return judgement.finding;
  };
  expect(seen(CALM)).toBe("tooDark");
  expect(seen(with_({ behind: 3 }))).toBe("fromBehind");
});

Deno.test("a typical measure ignores two odd seconds of five", () => {
  const odd = with_({ bands: 1, side: 5 });
  expect(typical([CALM, odd, CALM, odd, CALM])).toEqual(CALM);
  expect(typical([odd, odd, CALM, odd])).toEqual(odd);
});
