import { cleanLine, cleanLines } from "@/lib/domain/basic/plain_text.ts";
import { type Instant, SECOND } from "@/lib/domain/basic/instant.ts";
import {
  isRemoved,
  type LookSheet,
  type LookStep,
  type StepRecord,
  stepsOf,
} from "./look_sheet.ts";

/** Characters, except for steps. */
export const LOOK_LIMITS = {
  steps: 40,
  title: 120,
  summary: 500,
  text: 500,
  product: 160,
  shade: 160,
  note: 500,
  /**
   * All texts together. The sheet is one row of the store, and goes into a
   * mail's row once more; a row holds 64 KiB, and a character may take two
   * bytes.
   */
  whole: 8_000,
} as const;

/** Steps and marks of removed ones: more than anyone adds and removes in an hour. */
export const MOST_STEP_RECORDS = 240;

/** How far a page's idea of the server's time may be ahead. */
const AHEAD = 10 * SECOND;

/** Texts as they are stored, and no change from the future: it would win over every later one. */
export function cleanChanges(sheet: LookSheet, now: Instant): LookSheet {
  const { title, summary, changedAt } = sheet.head;
  const at = (stamp: Instant) => Math.min(stamp, now + AHEAD);
  return {
    head: {
      title: cleanLine(title),
      summary: cleanLines(summary),
      changedAt: at(changedAt),
    },
    steps: sheet.steps.map((step): StepRecord => ({
      ...(isRemoved(step) ? step : cleanStep(step)),
      changedAt: at(step.changedAt),
    })),
  };
}

function cleanStep(step: LookStep): LookStep {
  return {
    ...step,
    text: cleanLines(step.text),
    product: cleanLine(step.product),
    shade: cleanLine(step.shade),
    note: cleanLines(step.note),
  };
}

/** Whether the sheet has more than may be stored. */
export function isTooMuch(sheet: LookSheet): boolean {
  return stepsOf(sheet).length > LOOK_LIMITS.steps ||
    sheet.steps.length > MOST_STEP_RECORDS ||
    lengthOf(sheet) > LOOK_LIMITS.whole;
}

export function lengthOf(sheet: LookSheet): number {
  const { title, summary } = sheet.head;
  const steps = stepsOf(sheet).flatMap((step) => [
    step.text,
    step.product,
    step.shade,
    step.note,
  ]);
  return [title, summary, ...steps]
    .reduce((length, text) => length + text.length, 0);
}
