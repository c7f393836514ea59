import { Field } from "@/components/Field.tsx";
import { SelectField } from "@/components/SelectField.tsx";
import { answersTo, fieldOf, LONGEST_ANSWER } from "@/lib/domain/intake.ts";
import type { IntakeQuestion } from "@/lib/domain/studio.ts";

/** What the service asks beforehand: words, or one of a few answers. */
export function IntakeFields({ questions, kept, wrong }: {
  readonly questions: readonly IntakeQuestion[];
  readonly kept: ReadonlyMap<string, string>;
  readonly wrong: Readonly<Record<string, string>>;
}) {
  return (
    <>
      {questions.map((question) => {
        const name = fieldOf(question);
        const answers = answersTo(question);
        const shared = {
          name,
          label: question.label,
          error: wrong[name],
          value: kept.get(name) ?? "",
          required: question.required,
        };
        return answers === null
          ? (
            <Field
              key={name}
              {...shared}
              class="field--answer"
              multiline
              rows={2}
              maxLength={LONGEST_ANSWER}
            />
          )
          : (
            <SelectField
              key={name}
              {...shared}
              optional={!question.required}
              options={[
                { value: "", label: "Choose an answer" },
                ...answers.map((answer) => ({ value: answer, label: answer })),
              ]}
            />
          );
      })}
    </>
  );
}
