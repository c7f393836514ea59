import type { IntakeAnswer } from "@/lib/domain/consultation/consultation.ts";
import { cleanLines } from "@/lib/domain/basic/plain_text.ts";
import { type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import type { IntakeQuestion } from "./studio.ts";

/** Characters. */
export const MAX_ANSWER_LENGTH = 500;

const YES_NO = ["Yes", "No"] as const;

/**
 * The form field of a question: a question called `email` cannot collide with
 * the form's own fields.
 */
export function fieldOf(question: Pick<IntakeQuestion, "id">): string {
  return `answer.${question.id}`;
}

/** The possible answers to a question, or null for free text. */
export function answersTo(question: IntakeQuestion): readonly string[] | null {
  switch (question.kind) {
    case "text":
      return null;
    case "yes_no":
      return YES_NO;
    case "choice":
      return question.options;
  }
}

/** The errors of answers, in one language. */
export interface IntakeWords {
  readonly answerMissing: string;
  readonly choiceMissing: string;
  readonly notAChoice: string;
  readonly tooLong: (limit: { readonly most: number }) => string;
}

/** The answers to a service's questions, without empty ones; or the error of each. */
export function readIntake(
  fields: { get(name: string): string | null },
  { questions, words }: {
    readonly questions: readonly IntakeQuestion[];
    readonly words: IntakeWords;
  },
): Outcome<IntakeAnswer[]> {
  const intake: IntakeAnswer[] = [];
  const errors: Record<string, string> = {};
  for (const question of questions) {
    const field = fieldOf(question);
    const typed = cleanLines(fields.get(field) ?? "");
    const answers = answersTo(question);
    if (typed === "") {
      if (question.required) {
        errors[field] = answers === null
          ? words.answerMissing
          : words.choiceMissing;
      }
    } else if (answers !== null && !answers.includes(typed)) {
      errors[field] = words.notAChoice;
    } else if (typed.length > MAX_ANSWER_LENGTH) {
      errors[field] = words.tooLong({ most: MAX_ANSWER_LENGTH });
    } else intake.push({ label: question.label, answer: typed });
  }
  return Object.keys(errors).length === 0
    ? { ok: true, value: intake }
    : refuse("invalid_input", { fields: errors });
}
