import {
  type FieldErrors,
  readChoice,
  readLine,
  readLines,
  readName,
  readNumber,
  validated,
} from "./draft.ts";
import { OFFER_LIMITS as LIMITS } from "./offer_limits.ts";
import type { Outcome } from "@/lib/domain/basic/refusal.ts";
import { slugFrom } from "./slug.ts";
import type { IntakeQuestion, Service } from "./studio.ts";

export interface QuestionDraft {
  /** The id of an existing question; empty for a new one. */
  readonly id: string;
  readonly label: string;
  readonly kind: string;
  /** One per line; used only for a choice. */
  readonly options: string;
  readonly required: boolean;
}

export interface ServiceDraft {
  readonly name: string;
  readonly minutes: string;
  readonly bufferMinutes: string;
  readonly description: string;
  readonly priceText: string;
  /** A tip in each line. */
  readonly prepare: string;
  readonly questions: readonly QuestionDraft[];
}

/** The fields of a service that a studio enters; the rest of the record is not typed. */
export type ServiceOffer = Omit<Service, "id" | "picture" | "retired">;

export const QUESTION_KINDS = ["text", "choice", "yes_no"] as const;

/** Returns a service to store, or the errors. Duration and buffer together fit into one booking. */
export function checkService(draft: ServiceDraft): Outcome<ServiceOffer> {
  const errors: FieldErrors = {};
  const minutes = readNumber(errors, "minutes", {
    text: draft.minutes,
    least: LIMITS.shortestService,
    most: LIMITS.longestHeld,
  });
  const bufferMinutes = readNumber(errors, "bufferMinutes", {
    text: draft.bufferMinutes,
    least: 0,
    most: LIMITS.longestHeld - LIMITS.shortestService,
  });
  if (minutes + bufferMinutes > LIMITS.longestHeld) {
    errors.bufferMinutes ??=
      `Duration and buffer are at most ${LIMITS.longestHeld} minutes together.`;
  }
  return validated(errors, {
    name: readName(errors, "name", { text: draft.name, longest: LIMITS.name }),
    minutes,
    bufferMinutes,
    description: readLines(errors, "description", {
      text: draft.description,
      longest: LIMITS.description,
    }),
    priceText: readLine(errors, "priceText", {
      text: draft.priceText,
      longest: LIMITS.priceText,
    }),
    prepare: readTips(errors, draft.prepare),
    questions: readQuestions(errors, draft.questions),
  });
}

function readTips(errors: FieldErrors, text: string): string {
  const lines = readLines(errors, "prepare", { text, longest: LIMITS.prepare })
    .split("\n").filter((line) => line !== "");
  if (lines.length > LIMITS.tips) {
    errors.prepare ??= `Give at most ${LIMITS.tips} tips, one in each line.`;
  }
  return lines.join("\n");
}

function readQuestions(
  errors: FieldErrors,
  drafts: readonly QuestionDraft[],
): IntakeQuestion[] {
  if (drafts.length > LIMITS.questions) {
    errors.questions = `Ask at most ${LIMITS.questions} questions.`;
    return [];
  }
  const questions: IntakeQuestion[] = [];
  const labels = new Set<string>();
  for (const [i, draft] of drafts.entries()) {
    const path = `questions.${i}`;
    const label = readName(errors, `${path}.label`, {
      text: draft.label,
      longest: LIMITS.questionLabel,
    });
    if (labels.has(label.toLowerCase())) {
      errors[`${path}.label`] ??= "This question is already in the list.";
    }
    labels.add(label.toLowerCase());
    const kind = readChoice(errors, `${path}.kind`, {
      text: draft.kind,
      values: QUESTION_KINDS,
    });
    const taken = questions.map((question) => question.id);
    questions.push({
      id: draft.id !== "" && !taken.includes(draft.id)
        ? draft.id
        : slugFrom(label, {
          taken: [...taken, ...drafts.map((d) => d.id)],
          kind: "question",
        }),
      label,
      kind,
      options: kind === "choice"
        ? readOptions(errors, path, { text: draft.options })
        : [],
      required: draft.required,
    });
  }
  return questions;
}

function readOptions(
  errors: FieldErrors,
  path: string,
  { text }: { readonly text: string },
): string[] {
  const lines = readLines(errors, `${path}.options`, { text, longest: 10_000 })
    .split("\n");
  const options = [...new Set(lines.filter((line) => line !== ""))];
  if (options.length < 2 || options.length > LIMITS.options) {
    errors[`${path}.options`] =
      `Give from 2 to ${LIMITS.options} answers, one in each line.`;
  } else if (options.some((option) => option.length > LIMITS.option)) {
    errors[`${path}.options`] =
      `Use at most ${LIMITS.option} characters for an answer.`;
  }
  return options;
}

/** A service as a draft, to edit. */
export function draftOfService(service: ServiceOffer): ServiceDraft {
  return {
    name: service.name,
    minutes: String(service.minutes),
    bufferMinutes: String(service.bufferMinutes),
    description: service.description,
    priceText: service.priceText,
    prepare: service.prepare ?? "",
    questions: service.questions.map((question) => ({
      ...question,
      options: question.options.join("\n"),
    })),
  };
}
