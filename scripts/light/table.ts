import { TONES } from "@/tests/_support/light/matrix.ts";
import { type Check, CHECKS, type Score } from "./score.ts";

interface Row {
  readonly name: string;
  readonly expected: string;
  /** Rows of false alarms count what is wrong, the others what is right. */
  readonly counts: "found" | "false";
}

export const ROWS: Readonly<Record<Check, Row>> = {
  good: { name: "good", expected: "`good`", counts: "false" },
  dark: { name: "dark", expected: "`tooDark`", counts: "found" },
  back: { name: "back", expected: "`fromBehind`", counts: "found" },
  side: { name: "side", expected: "`fromOneSide`", counts: "found" },
  mixed: { name: "mixed", expected: "`twoColours`", counts: "found" },
  clipped: { name: "clipped", expected: "`overExposed`", counts: "found" },
  flicker: { name: "flicker", expected: "`flicker`", counts: "found" },
  warm: { name: "warm, with paper", expected: "`paperWarm`", counts: "found" },
  cold: { name: "cold, with paper", expected: "`paperCold`", counts: "found" },
  sheet: { name: "good, with paper", expected: "neutral", counts: "found" },
  "no sheet": {
    name: "good, asked without paper",
    expected: "nothing",
    counts: "false",
  },
};

/** Goals in per cent; the spread is between the best and the worst tone. */
export const GOALS = { found: 95, false: 2, spread: 1 };

export interface Line extends Row {
  readonly check: Check;
  /** Per cent, by tone. */
  readonly shares: readonly number[];
  readonly cases: readonly number[];
  readonly rendered: number;
  readonly spread: number;
  readonly held: boolean;
}

export function linesOf(scores: readonly Score[]): readonly Line[] {
  return CHECKS.map((check) => {
    const row = ROWS[check];
    const cells = TONES.map((tone) =>
      scores.find((one) => one.check === check && one.tone === tone)!
    );
    const shares = cells.map(({ cases, right }) =>
      100 * (row.counts === "found" ? right : cases - right) / cases
    );
    const spread = Math.max(...shares) - Math.min(...shares);
    const held = row.counts === "found"
      ? shares.every((share) => share >= GOALS.found)
      : shares.every((share) => share <= GOALS.false) && spread <= GOALS.spread;
    return {
      ...row,
      check,
      shares,
      cases: cells.map(({ cases }) => cases),
      rendered: cells[0]!.rendered,
      spread,
      held,
    };
  });
}

/** As Markdown. A cell: per cent, and of how many cases. */
export function tableOf(lines: readonly Line[]): string {
  const line = (cells: readonly (string | number)[]) =>
    `| ${cells.join(" | ")} |`;
  return [
    line(["light", "right answer", ...TONES, "spread", "goal", "held?"]),
    line(Array(TONES.length + 5).fill("---")),
    ...lines.map((one) =>
      line([
        one.name,
        one.expected,
        ...one.shares.map((share, n) =>
          `${share.toFixed(1)} (${one.cases[n]})`
        ),
        one.spread.toFixed(1),
        one.counts === "found"
          ? `≥ ${GOALS.found}`
          : `≤ ${GOALS.false}, spread ≤ ${GOALS.spread}`,
        one.held ? "yes" : "**no**",
      ])
    ),
  ].join("\n");
}

/** What was said instead, for each row with a mistake. */
export function mistakesOf(scores: readonly Score[]): string {
  return CHECKS.flatMap((check) => {
    const wrong = scores.filter((one) => one.check === check)
      .flatMap(({ tone, wrong }) =>
        Object.entries(wrong).map(([said, times]) =>
          `tone ${tone} ${said}${times > 1 ? ` × ${times}` : ""}`
        )
      );
    return wrong.length === 0
      ? []
      : [`- ${ROWS[check].name}: ${wrong.join(", ")}`];
  }).join("\n");
}
