import { Field } from "@/components/ui/Field.tsx";
import { SelectField } from "@/components/ui/SelectField.tsx";
import {
  answersTo,
  fieldOf,
  MAX_ANSWER_LENGTH,
} from "@/lib/domain/offer/intake.ts";
import { booking } from "@/words/booking.ts";
import type { IntakeQuestion } from "@/lib/domain/offer/studio.ts";

/** The service's questions: free text, or one of a few answers. */
export function IntakeFields({ questions, values, errors }: {
  readonly questions: readonly IntakeQuestion[];
  readonly values: ReadonlyMap<string, string>;
  readonly errors: Readonly<Record<string, string>>;
}) {
  return (
    <>
      {questions.map((question) => {
        const name = fieldOf(question);
        const answers = answersTo(question);
        const shared = {
          name,
          label: question.label,
          error: errors[name],
          value: values.get(name) ?? "",
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
              maxLength={MAX_ANSWER_LENGTH}
            />
          )
          : (
            <SelectField
              key={name}
              {...shared}
              optional={!question.required}
              options={[
                { value: "", label: booking.details.chooseAnswer },
                ...answers.map((answer) => ({ value: answer, label: answer })),
              ]}
            />
          );
      })}
    </>
  );
}
