import { expect } from "expect";
import { HOUR, SECOND } from "@/lib/domain/basic/instant.ts";
import {
  cleanChanges,
  isTooMuch,
  LOOK_LIMITS,
  MOST_STEP_RECORDS,
} from "@/lib/domain/look/limits.ts";
import {
  EMPTY_LOOK_SHEET,
  hasContent,
  type LookSheet,
  type LookStep,
} from "@/lib/domain/look/look_sheet.ts";
import { readLook } from "@/lib/domain/look/sent_look.ts";

const NOW = Date.parse("2026-11-22T16:30:00Z");

function aStep(change: Partial<LookStep> = {}): LookStep {
  return {
    id: "step-0000",
    order: "5",
    area: "eyes",
    text: "Blend upwards.",
    product: "",
    shade: "",
    note: "",
    changedAt: NOW,
    ...change,
  };
}

function sheetOf(steps: readonly LookStep[]): LookSheet {
  return { ...EMPTY_LOOK_SHEET, steps };
}

Deno.test("texts are stored without invisible characters, and notes keep their lines", () => {
  const [step] = cleanChanges(
    sheetOf([aStep({
      text: " Blend\u202e upwards.\r\nThen  wait. ",
      shade: "Rose\nwood\u0000",
    })]),
    NOW,
  ).steps as LookStep[];
  expect(step!.text).toBe("Blend upwards.\nThen wait.");
  expect(step!.shade).toBe("Rose wood");
});

Deno.test("a change from the future counts as one of now: a wrong clock does not win forever", () => {
  const { head, steps } = cleanChanges({
    head: { title: "Evening", summary: "", changedAt: NOW + HOUR },
    steps: [aStep({ changedAt: NOW + HOUR }), aStep({ changedAt: NOW - HOUR })],
  }, NOW);
  expect(head.changedAt).toBe(NOW + 10 * SECOND);
  expect(steps.map(({ changedAt }) => changedAt))
    .toEqual([NOW + 10 * SECOND, NOW - HOUR]);
});

Deno.test("a sheet takes forty steps, and a bounded number of characters and removed steps", () => {
  const steps = (count: number, change: Partial<LookStep> = {}) =>
    sheetOf(
      Array.from({ length: count }, (_, i) =>
        aStep({ id: `step-${1_000 + i}`, ...change })),
    );
  expect(isTooMuch(steps(LOOK_LIMITS.steps))).toBe(false);
  expect(isTooMuch(steps(LOOK_LIMITS.steps + 1))).toBe(true);
  expect(isTooMuch(steps(16, { text: "x".repeat(500) }))).toBe(false);
  expect(isTooMuch(steps(17, { text: "x".repeat(500) }))).toBe(true);
  const removed = (count: number): LookSheet => ({
    ...EMPTY_LOOK_SHEET,
    steps: Array.from({ length: count }, (_, i) => ({
      id: `step-${1_000 + i}`,
      removed: true,
      changedAt: NOW,
    })),
  });
  expect(isTooMuch(removed(MOST_STEP_RECORDS))).toBe(false);
  expect(isTooMuch(removed(MOST_STEP_RECORDS + 1))).toBe(true);
});

Deno.test("a step without a text is not there to read", () => {
  const blank = sheetOf([aStep({ text: "" })]);
  expect(hasContent(blank)).toBe(false);
  expect(readLook(blank).steps).toEqual([]);
  const written = sheetOf([aStep({ text: "" }), aStep({ shade: "Rosewood" })]);
  expect(hasContent(written)).toBe(true);
  expect(readLook(written).steps.map(({ shade }) => shade))
    .toEqual(["Rosewood"]);
});
