import { Button } from "@/components/Button.tsx";
import { Consent } from "@/components/Consent.tsx";
import { Field } from "@/components/Field.tsx";
import { SelectField } from "@/components/SelectField.tsx";
import { OFFER_LIMITS } from "@/lib/domain/offer_limits.ts";
import type {
  QuestionDraft,
  ServiceDraft,
} from "@/lib/domain/service_draft.ts";
import { FieldError } from "./SpanFields.tsx";

export interface ServiceFormProps {
  readonly action: string;
  readonly draft: ServiceDraft;
  readonly versionstamp: string;
  readonly wrong: Readonly<Record<string, string>>;
  readonly submit: string;
}

/** A service and its questions. There is always an empty question for one more. */
export function ServiceForm(
  { action, draft, versionstamp, wrong, submit }: ServiceFormProps,
) {
  return (
    <form class="form offer-form" method="post" action={action}>
      <input type="hidden" name="versionstamp" value={versionstamp} />
      <Field
        name="name"
        label="Name"
        required
        maxLength={OFFER_LIMITS.name}
        autocomplete="off"
        value={draft.name}
        error={wrong.name}
      />
      <div class="offer-pair">
        <Field
          name="minutes"
          label="Length, in minutes"
          hint={`Together with the time after it at most ${OFFER_LIMITS.longestHeld}.`}
          inputmode="numeric"
          required
          maxLength={3}
          value={draft.minutes}
          error={wrong.minutes}
        />
        <Field
          name="bufferMinutes"
          label="Time after it, in minutes"
          hint="Stays free in the artist's diary."
          inputmode="numeric"
          required
          maxLength={3}
          value={draft.bufferMinutes}
          error={wrong.bufferMinutes}
        />
      </div>
      <Field
        name="priceText"
        label="Price"
        hint="In your own words, as in €60. Nothing is charged here."
        class="field--short"
        maxLength={OFFER_LIMITS.priceText}
        autocomplete="off"
        value={draft.priceText}
        error={wrong.priceText}
      />
      <Field
        name="description"
        label="Description"
        multiline
        maxLength={OFFER_LIMITS.description}
        value={draft.description}
        error={wrong.description}
      />
      <Questions questions={draft.questions} wrong={wrong} />
      <div>
        <Button variant="primary" size="large">{submit}</Button>
      </div>
    </form>
  );
}

const BLANK: QuestionDraft = {
  id: "",
  label: "",
  kind: "text",
  options: "",
  required: false,
};

function Questions({ questions, wrong }: {
  questions: readonly QuestionDraft[];
  wrong: Readonly<Record<string, string>>;
}) {
  const room = questions.length < OFFER_LIMITS.questions;
  const rows = room ? [...questions, BLANK] : questions;
  return (
    <section class="offer-part" aria-labelledby="questions">
      <h2 id="questions">Questions for the client</h2>
      <p class="soft">
        Asked with the booking; the artist reads the answers before the
        consultation. Ask for what you need and no more: answers about skin and
        allergies are health data.
      </p>
      <FieldError field="questions" wrong={wrong} />
      {rows.map((question, i) => (
        <Question
          key={i}
          name={`questions.${i}`}
          place={i + 1}
          places={rows.length}
          isNew={i >= questions.length}
          question={question}
          wrong={wrong}
        />
      ))}
    </section>
  );
}

function Question({ name, place, places, isNew, question, wrong }: {
  name: string;
  place: number;
  places: number;
  isNew: boolean;
  question: QuestionDraft;
  wrong: Readonly<Record<string, string>>;
}) {
  return (
    <fieldset class="offer-question">
      <legend>{isNew ? "One more question" : `Question ${place}`}</legend>
      <input type="hidden" name={`${name}.id`} value={question.id} />
      <div>
        <Field
          name={`${name}.label`}
          label="The question"
          maxLength={OFFER_LIMITS.questionLabel}
          autocomplete="off"
          unmarked
          value={question.label}
          error={wrong[`${name}.label`]}
        />
        <div class="offer-pair">
          <SelectField
            name={`${name}.kind`}
            label="Answered"
            value={question.kind}
            options={[
              { value: "text", label: "in words" },
              { value: "yes_no", label: "with yes or no" },
              { value: "choice", label: "with one of several" },
            ]}
            error={wrong[`${name}.kind`]}
          />
          <SelectField
            name={`${name}.place`}
            label="Place"
            value={String(place)}
            options={Array.from({ length: places }, (_, i) => ({
              value: String(i + 1),
              label: String(i + 1),
            }))}
          />
        </div>
      </div>
      <div>
        <Field
          name={`${name}.options`}
          label="Answers to choose from"
          hint="For one of several: each in a line of its own."
          multiline
          rows={3}
          unmarked
          value={question.options}
          error={wrong[`${name}.options`]}
        />
        <Consent name={`${name}.required`} checked={question.required}>
          Has to be answered
        </Consent>
        {!isNew && (
          <Consent name={`${name}.remove`}>Take this question away</Consent>
        )}
      </div>
    </fieldset>
  );
}
