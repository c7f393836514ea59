import type { LightFinding } from "@/lib/domain/call/light_finding.ts";
import { type Fault, FAULTS, faultsIn } from "./faults.ts";
import type { LightMeasures } from "./light_measures.ts";
import type { PaperResult } from "./paper.ts";

/** What is shown, and what would replace it. */
export interface Judgement {
  /** Null until it is known. */
  readonly finding: LightFinding | null;
  readonly faults: readonly Fault[];
  readonly next: LightFinding | null;
  /** For how many seconds in a row `next` has been the finding. */
  readonly seconds: number;
}

export const UNDECIDED: Judgement = {
  finding: null,
  faults: [],
  next: null,
  seconds: 0,
};

/** So long a finding must hold before it replaces another one. */
const HOLDS = { fault: 3, good: 4 };

/**
 * One second's step: at most one finding, the most important one, and no other
 * before that has held for some seconds.
 *
 * @param measures typical ones of the last seconds
 * @param paper the last result of the sheet of paper, if there is one
 */
export function judge(
  before: Judgement,
  { measures, paper, settingsDark = false, seesFace = true }: {
    readonly measures: LightMeasures;
    readonly paper: PaperResult | null;
    /** The camera itself says that it is at its limit: see `isDarkBySettings`. */
    readonly settingsDark?: boolean;
    /** Otherwise only darkness counts: all else compares parts of a face. */
    readonly seesFace?: boolean;
  },
): Judgement {
  const seen = faultsIn(measures, before.faults);
  const faults = FAULTS.filter((fault) =>
    fault === "tooDark"
      ? settingsDark || seen.includes(fault)
      : seesFace && seen.includes(fault)
  );
  const now = faults[0] ?? (paper ? PAPER[paper] : "good");
  const seconds = now === before.next ? before.seconds + 1 : 1;
  const needed = now === "good" ? HOLDS.good : HOLDS.fault;
  const finding = seconds >= needed ? now : before.finding;
  return { finding, faults, next: now, seconds };
}

const PAPER: Readonly<Record<PaperResult, LightFinding>> = {
  warm: "paperWarm",
  cold: "paperCold",
  tinted: "paperTinted",
  neutral: "good",
};
