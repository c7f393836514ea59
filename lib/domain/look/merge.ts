import {
  compare,
  isRemoved,
  type LookHead,
  type LookSheet,
  type StepRecord,
} from "./look_sheet.ts";

/**
 * Two versions of one sheet as one: of each part the later change. The same
 * parts give the same sheet in whatever order, and however often, they arrive.
 */
export function mergeSheets(one: LookSheet, other: LookSheet): LookSheet {
  const steps = new Map(one.steps.map((step) => [step.id, step]));
  for (const step of other.steps) {
    const known = steps.get(step.id);
    steps.set(step.id, known === undefined ? step : laterStep(known, step));
  }
  return {
    head: laterHead(one.head, other.head),
    steps: [...steps.values()].sort((a, b) => compare(a.id, b.id)),
  };
}

function laterStep(one: StepRecord, other: StepRecord): StepRecord {
  return isLater(
      [other.changedAt, contentOf(other)],
      [one.changedAt, contentOf(one)],
    )
    ? other
    : one;
}

function laterHead(one: LookHead, other: LookHead): LookHead {
  return isLater(
      [other.changedAt, [other.title, other.summary]],
      [one.changedAt, [one.title, one.summary]],
    )
    ? other
    : one;
}

type Version = readonly [changedAt: number, content: readonly string[]];

/** Two changes of one millisecond are told apart by what they say, the same way everywhere. */
function isLater(
  [changedAt, content]: Version,
  [before, contentBefore]: Version,
): boolean {
  if (changedAt !== before) return changedAt > before;
  return compare(JSON.stringify(content), JSON.stringify(contentBefore)) > 0;
}

/** A removal sorts last: it wins over a change of the same moment. */
function contentOf(step: StepRecord): readonly string[] {
  if (isRemoved(step)) return ["\uffff"];
  const { order, area, text, product, shade, note } = step;
  return ["step", order, area, text, product, shade, note];
}
