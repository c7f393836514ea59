import { isWritten } from "@/lib/domain/look/look_sheet.ts";
import type { LookSheetAnswer } from "@/lib/wire/wire.ts";

/** Which step was seen, as of which change. */
export type SeenSteps = ReadonlyMap<string, string>;

export type LookMark = "new" | "changed";

export type ShownStep = LookSheetAnswer["steps"][number];

/** The steps that the client sees: one that is still blank is not shown. */
export function shownSteps(
  { steps }: Pick<LookSheetAnswer, "steps">,
): ShownStep[] {
  return steps.filter((step) =>
    isWritten({ ...step, changedAt: Date.parse(step.changedAt) })
  );
}

/** Whether there is something to read. */
export function isReadable(sheet: LookSheetAnswer): boolean {
  const { title, summary } = sheet.head;
  return title !== "" || summary !== "" || shownSteps(sheet).length > 0;
}

export function seenNow(sheet: LookSheetAnswer): SeenSteps {
  return new Map(shownSteps(sheet).map(({ id, changedAt }) => [id, changedAt]));
}

/** What is new or changed since it was seen. */
export function marksSince(
  sheet: LookSheetAnswer,
  seen: SeenSteps,
): ReadonlyMap<string, LookMark> {
  const marks = new Map<string, LookMark>();
  for (const { id, changedAt } of shownSteps(sheet)) {
    const before = seen.get(id);
    if (before === undefined) marks.set(id, "new");
    else if (before !== changedAt) marks.set(id, "changed");
  }
  return marks;
}

export function countMarks(
  marks: ReadonlyMap<string, LookMark>,
): { readonly added: number; readonly changed: number } {
  const all = [...marks.values()];
  const added = all.filter((mark) => mark === "new").length;
  return { added, changed: all.length - added };
}
