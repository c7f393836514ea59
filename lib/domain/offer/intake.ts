import type { IntakeAnswer } from "./consultation.ts";
import { cleanLines } from "./plain_text.ts";
import { type Outcome, refuse } from "./refusal.ts";
import type { IntakeQuestion } from "./studio.ts";

/** Characters. */
export const LONGEST_ANSWER = 500;

const YES_NO = ["Yes", "No"] as const;

/** The form's field of a question: its own names cannot be taken by a question called `email`. */
export function fieldOf(question: Pick<IntakeQuestion, "id">): string {
  return `answer.${question.id}`;
}

/** What a question can be answered with, or null for words of one's own. */
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

/** The answers to a service's questions, without those left open; or what is wrong with each. */
export function readIntake(
  fields: { get(name: string): string | null },
  questions: readonly IntakeQuestion[],
): Outcome<IntakeAnswer[]> {
  const intake: IntakeAnswer[] = [];
  const wrong: Record<string, string> = {};
  for (const question of questions) {
    const field = fieldOf(question);
    const typed = cleanLines(fields.get(field) ?? "");
    const answers = answersTo(question);
    if (typed === "") {
      if (question.required) {
        wrong[field] = answers === null
          ? "Your artist needs an answer to this."
          : "Please choose an answer.";
      }
    } else if (answers !== null && !answers.includes(typed)) {
      wrong[field] = "Please choose one of the answers.";
    } else if (typed.length > LONGEST_ANSWER) {
      wrong[field] = `Use at most ${LONGEST_ANSWER} characters.`;
    } else intake.push({ label: question.label, answer: typed });
  }
  return Object.keys(wrong).length === 0
    ? { ok: true, value: intake }
    : refuse("invalid_input", { fields: wrong });
}
