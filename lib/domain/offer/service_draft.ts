import {
  checked,
  readChoice,
  readLine,
  readLines,
  readName,
  readNumber,
  type Wrong,
} from "./draft.ts";
import { OFFER_LIMITS as LIMITS } from "./offer_limits.ts";
import type { Outcome } from "./refusal.ts";
import { slugFrom } from "./slug.ts";
import type { IntakeQuestion, Service } from "./studio.ts";

export interface QuestionDraft {
  /** Of the question that this was; empty for a new one. */
  readonly id: string;
  readonly label: string;
  readonly kind: string;
  /** One in each line; counts for a choice alone. */
  readonly options: string;
  readonly required: boolean;
}

export interface ServiceDraft {
  readonly name: string;
  readonly minutes: string;
  readonly bufferMinutes: string;
  readonly description: string;
  readonly priceText: string;
  readonly questions: readonly QuestionDraft[];
}

/** What a studio says of a service; the rest of the record is not typed. */
export type ServiceOffer = Omit<Service, "id" | "picture" | "retired">;

export const QUESTION_KINDS = ["text", "choice", "yes_no"] as const;

/** What may be stored of a service, or what is wrong. Length and buffer fit into one booking together. */
export function checkService(draft: ServiceDraft): Outcome<ServiceOffer> {
  const wrong: Wrong = {};
  const minutes = readNumber(
    wrong,
    "minutes",
    draft.minutes,
    LIMITS.shortestService,
    LIMITS.longestHeld,
  );
  const bufferMinutes = readNumber(
    wrong,
    "bufferMinutes",
    draft.bufferMinutes,
    0,
    LIMITS.longestHeld - LIMITS.shortestService,
  );
  if (minutes + bufferMinutes > LIMITS.longestHeld) {
    wrong.bufferMinutes ??=
      `Length and time after it are at most ${LIMITS.longestHeld} minutes together.`;
  }
  return checked(wrong, {
    name: readName(wrong, "name", draft.name, LIMITS.name),
    minutes,
    bufferMinutes,
    description: readLines(
      wrong,
      "description",
      draft.description,
      LIMITS.description,
    ),
    priceText: readLine(wrong, "priceText", draft.priceText, LIMITS.priceText),
    questions: readQuestions(wrong, draft.questions),
  });
}

function readQuestions(
  wrong: Wrong,
  drafts: readonly QuestionDraft[],
): IntakeQuestion[] {
  if (drafts.length > LIMITS.questions) {
    wrong.questions = `Ask at most ${LIMITS.questions} questions.`;
    return [];
  }
  const questions: IntakeQuestion[] = [];
  const labels = new Set<string>();
  for (const [i, draft] of drafts.entries()) {
    const path = `questions.${i}`;
    const label = readName(
      wrong,
      `${path}.label`,
      draft.label,
      LIMITS.questionLabel,
    );
    if (labels.has(label.toLowerCase())) {
      wrong[`${path}.label`] ??= "This is asked already.";
    }
    labels.add(label.toLowerCase());
    const kind = readChoice(wrong, `${path}.kind`, draft.kind, QUESTION_KINDS);
    const taken = questions.map((question) => question.id);
    questions.push({
      id: draft.id !== "" && !taken.includes(draft.id)
        ? draft.id
        : slugFrom(label, [...taken, ...drafts.map((d) => d.id)], "question"),
      label,
      kind,
      options: kind === "choice" ? readOptions(wrong, path, draft.options) : [],
      required: draft.required,
    });
  }
  return questions;
}

function readOptions(wrong: Wrong, path: string, text: string): string[] {
  const lines = readLines(wrong, `${path}.options`, text, 10_000).split("\n");
  const options = [...new Set(lines.filter((line) => line !== ""))];
  if (options.length < 2 || options.length > LIMITS.options) {
    wrong[`${path}.options`] =
      `Give from 2 to ${LIMITS.options} answers, one in each line.`;
  } else if (options.some((option) => option.length > LIMITS.option)) {
    wrong[`${path}.options`] =
      `Use at most ${LIMITS.option} characters for an answer.`;
  }
  return options;
}

/** A service as a draft, to be changed. */
export function draftOfService(service: ServiceOffer): ServiceDraft {
  return {
    name: service.name,
    minutes: String(service.minutes),
    bufferMinutes: String(service.bufferMinutes),
    description: service.description,
    priceText: service.priceText,
    questions: service.questions.map((question) => ({
      ...question,
      options: question.options.join("\n"),
    })),
  };
}
