import { expect } from "expect";
import fc from "fast-check";
import {
  EMPTY_LOOK_SHEET,
  LOOK_AREAS,
  type LookSheet,
  type StepRecord,
  stepsOf,
} from "@/lib/domain/look/look_sheet.ts";
import { mergeSheets } from "@/lib/domain/look/merge.ts";

/** Few values, so that two versions of one part often meet, at one moment too. */
const changedAt = fc.nat(4);
const words = fc.constantFrom("", "a", "b");
const id = fc.constantFrom("step-aaaa", "step-bbbb", "step-cccc");
const step: fc.Arbitrary<StepRecord> = fc.oneof(
  fc.record({ id, removed: fc.constant(true as const), changedAt }),
  fc.record({
    id,
    order: fc.constantFrom("1", "5"),
    area: fc.constantFrom(...LOOK_AREAS),
    text: words,
    product: words,
    shade: words,
    note: words,
    changedAt,
  }),
);
const sheet: fc.Arbitrary<LookSheet> = fc.record({
  head: fc.record({ title: words, summary: words, changedAt }),
  steps: fc.uniqueArray(step, { selector: ({ id }) => id }),
}).map((one) => mergeSheets(EMPTY_LOOK_SHEET, one));

Deno.test("merging is the same in either order", () => {
  fc.assert(fc.property(sheet, sheet, (a, b) => {
    expect(mergeSheets(a, b)).toEqual(mergeSheets(b, a));
  }));
});

Deno.test("merging is the same in whatever groups the changes arrive", () => {
  fc.assert(fc.property(sheet, sheet, sheet, (a, b, c) => {
    expect(mergeSheets(mergeSheets(a, b), c))
      .toEqual(mergeSheets(a, mergeSheets(b, c)));
  }));
});

Deno.test("the same changes a second time change nothing", () => {
  fc.assert(fc.property(sheet, sheet, (a, b) => {
    const once = mergeSheets(a, b);
    expect(mergeSheets(once, b)).toEqual(once);
    expect(mergeSheets(once, a)).toEqual(once);
    expect(mergeSheets(a, a)).toEqual(a);
  }));
});

const STEP = {
  id: "step-aaaa",
  order: "5",
  area: "lips",
  text: "",
  product: "",
  shade: "",
  note: "",
} as const;

Deno.test("two tabs that write different steps keep both, and of one step the later text", () => {
  const here = sheetOf(
    { ...STEP, text: "Line the lips.", changedAt: 10 },
    { ...STEP, id: "step-bbbb", text: "Brows.", changedAt: 30 },
  );
  const offline = sheetOf({ ...STEP, text: "Blot.", changedAt: 20 });
  const both = mergeSheets(here, offline);
  expect(stepsOf(both).map(({ text }) => text)).toEqual(["Blot.", "Brows."]);
});

Deno.test("a step that was removed does not come back with an older change, and does with a newer one", () => {
  const gone = sheetOf({ id: STEP.id, removed: true, changedAt: 20 });
  const older = sheetOf({ ...STEP, text: "Old.", changedAt: 10 });
  const same = sheetOf({ ...STEP, text: "Same.", changedAt: 20 });
  const newer = sheetOf({ ...STEP, text: "Undone.", changedAt: 30 });
  expect(stepsOf(mergeSheets(older, gone))).toEqual([]);
  expect(stepsOf(mergeSheets(same, gone))).toEqual([]);
  expect(stepsOf(mergeSheets(gone, newer))).toHaveLength(1);
});

function sheetOf(...steps: readonly StepRecord[]): LookSheet {
  return { ...EMPTY_LOOK_SHEET, steps };
}
