import { expect } from "expect";
import fc from "fast-check";
import { OFFER_LIMITS } from "@/lib/domain/offer/offer_limits.ts";
import {
  checkService,
  draftOfService,
  type QuestionDraft,
  type ServiceDraft,
} from "@/lib/domain/offer/service_draft.ts";

const GOOD: ServiceDraft = {
  name: "Bridal trial",
  minutes: "45",
  bufferMinutes: "15",
  description: "",
  priceText: "€60",
  prepare: "",
  questions: [],
};
const QUESTION: QuestionDraft = {
  id: "",
  label: "Any allergies?",
  kind: "text",
  options: "",
  required: false,
};

function wrongIn(change: Partial<ServiceDraft>): string[] {
  const outcome = checkService({ ...GOOD, ...change });
  return outcome.ok ? [] : Object.keys(outcome.facts.fields ?? {});
}

function kept(change: Partial<ServiceDraft>) {
  const outcome = checkService({ ...GOOD, ...change });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.facts));
  return outcome.value;
}

Deno.test("length and buffer together fit into the nine cells of one booking", () => {
  expect(wrongIn({ minutes: "135", bufferMinutes: "0" })).toEqual([]);
  expect(wrongIn({ minutes: "120", bufferMinutes: "15" })).toEqual([]);
  expect(wrongIn({ minutes: "120", bufferMinutes: "16" }))
    .toEqual(["bufferMinutes"]);
  expect(wrongIn({ minutes: "136" })).toContain("minutes");
});

Deno.test("a length is a whole number of minutes, whatever else is entered", () => {
  for (
    const minutes of ["", "4", "-30", "30.5", "3e1", "0x1e", "thirty"]
  ) {
    expect([minutes, wrongIn({ minutes })]).toEqual([minutes, ["minutes"]]);
  }
  expect(kept({ minutes: " 30 " }).minutes).toBe(30);
  // Digits of other scripts are read like those of telephone numbers.
  expect(kept({ minutes: "٣٠" }).minutes).toBe(30);
});

Deno.test("invisible characters are removed from a name, and a name of only those is empty", () => {
  expect(kept({ name: "Bri\u202edal\u200b \u0000trial" }).name)
    .toBe("Bri dal trial");
  expect(wrongIn({ name: "\u200b\u202e" })).toEqual(["name"]);
});

Deno.test("10 MB of text give one error per field", () => {
  const huge = "x".repeat(10_000_000);
  expect(
    wrongIn({
      name: huge,
      description: huge,
      priceText: huge,
      prepare: huge,
      minutes: huge,
    })
      .sort(),
  ).toEqual(["description", "minutes", "name", "prepare", "priceText"]);
});

Deno.test("a question's id comes from its label, and stays when the label changes", () => {
  const [first] = kept({ questions: [QUESTION] }).questions;
  expect(first!.id).toBe("any-allergies");
  const [changed] = kept({
    questions: [{ ...QUESTION, id: first!.id, label: "Allergies?" }],
  }).questions;
  expect(changed).toMatchObject({ id: "any-allergies", label: "Allergies?" });
});

Deno.test("a choice has at least two different answers; other questions have none", () => {
  const asked = (kind: string, options: string) => ({
    questions: [{ ...QUESTION, kind, options }],
  });
  expect(wrongIn(asked("choice", "Dry"))).toEqual(["questions.0.options"]);
  expect(wrongIn(asked("choice", "Dry\nDry\n"))).toEqual([
    "questions.0.options",
  ]);
  expect(wrongIn(asked("choice", "x".repeat(61) + "\ny")))
    .toEqual(["questions.0.options"]);
  expect(kept(asked("choice", "Dry\r\n\r\n Oily ")).questions[0]!.options)
    .toEqual(["Dry", "Oily"]);
  expect(kept(asked("yes_no", "Dry\nOily")).questions[0]!.options).toEqual([]);
  expect(wrongIn(asked("__proto__", ""))).toEqual(["questions.0.kind"]);
});

Deno.test("no duplicate questions, and not too many", () => {
  expect(
    wrongIn({
      questions: [QUESTION, { ...QUESTION, label: "any ALLERGIES?" }],
    }),
  ).toEqual(["questions.1.label"]);
  const many = Array.from(
    { length: OFFER_LIMITS.questions + 1 },
    (_, i) => ({ ...QUESTION, label: `Question ${i}` }),
  );
  expect(wrongIn({ questions: many })).toEqual(["questions"]);
});

const questions = fc.array(
  fc.record({
    id: fc.constantFrom("", "a", "b", "question"),
    label: fc.string({ maxLength: 150, unit: "grapheme" }),
    kind: fc.constantFrom("text", "choice", "yes_no", "other"),
    options: fc.array(fc.string({ maxLength: 20 })).map((all) =>
      all.join("\n")
    ),
    required: fc.boolean(),
  }),
  { maxLength: 6 },
);

Deno.test("property: what may be stored parses to itself, and every question has an id of its own", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme" }),
      fc.integer({ min: -5, max: 150 }).map(String),
      fc.integer({ min: -5, max: 150 }).map(String),
      questions,
      (name, minutes, bufferMinutes, questions) => {
        const draft = { ...GOOD, name, minutes, bufferMinutes, questions };
        const outcome = checkService(draft);
        if (!outcome.ok) return;
        const { value } = outcome;
        expect(checkService(draftOfService(value))).toEqual(outcome);
        expect(value.minutes + value.bufferMinutes).toBeLessThanOrEqual(135);
        const ids = value.questions.map((question) => question.id);
        expect(new Set(ids).size).toBe(ids.length);
      },
    ),
  );
});

Deno.test("what to prepare is a tip in each line, eight at most; empty lines go", () => {
  expect(
    kept({ prepare: " Tie your hair back.\n\nBring a mirror. \n" }).prepare,
  )
    .toBe("Tie your hair back.\nBring a mirror.");
  const tips = (count: number) => Array(count).fill("A tip.").join("\n");
  expect(wrongIn({ prepare: tips(8) })).toEqual([]);
  expect(wrongIn({ prepare: tips(9) })).toEqual(["prepare"]);
});
