import { casesOf } from "@/tests/_support/light/matrix.ts";
import type { Light } from "@/tests/_support/light/lights.ts";
import { HEADS } from "@/tests/_support/light/people.ts";
import type { ClipCase } from "@/tests/_support/light/clip.ts";
import { outcomeOf } from "@/tests/_support/light/outcome.ts";

/**
 * A row of the table: a light, or what the sheet of paper says in good light:
 * `sheet` with one, `no sheet` without.
 */
export const CHECKS = [
  "good",
  "dark",
  "back",
  "side",
  "mixed",
  "clipped",
  "flicker",
  "warm",
  "cold",
  "sheet",
  "no sheet",
] as const satisfies readonly (Light | "sheet" | "no sheet")[];

export type Check = typeof CHECKS[number];

/** One cell: a row for one tone. */
export interface Job {
  readonly check: Check;
  readonly tone: number;
  readonly seeds: string;
  readonly count: number;
}

export interface Score extends Job {
  /** Cases rendered, those that are what their name says, and those of them with the right answer. */
  readonly rendered: number;
  readonly cases: number;
  readonly right: number;
  /** What was said instead, and how often. */
  readonly wrong: Readonly<Record<string, number>>;
}

export function scoreOf(job: Job): Score {
  let [rendered, cases, right] = [0, 0, 0];
  const wrong: Record<string, number> = {};
  for (const { one, looksForPaper } of casesOfJob(job)) {
    const outcome = outcomeOf(one, { looksForPaper });
    rendered++;
    if (!outcome.counts) continue;
    cases++;
    if (outcome.right) right++;
    else {wrong[outcome.said ?? "nothing"] =
        (wrong[outcome.said ?? "nothing"] ?? 0) + 1;}
  }
  return { ...job, rendered, cases, right, wrong };
}

/** A case, and whether the client has tapped; undefined: as its light asks. */
export interface JobCase {
  readonly one: ClipCase;
  readonly looksForPaper?: boolean;
}

export function* casesOfJob(
  { check, tone, ...part }: Job,
): Generator<JobCase> {
  if (check !== "sheet" && check !== "no sheet") {
    for (const one of casesOf(check, tone, part)) yield { one };
    return;
  }
  let number = tone * HEADS.length;
  for (const one of casesOf("good", tone, part)) {
    // Good light has every head; here they take turns.
    if (one.head !== Math.floor(number++ / HEADS.length) % HEADS.length) {
      continue;
    }
    yield { one: { ...one, paper: check === "sheet" }, looksForPaper: true };
  }
}
