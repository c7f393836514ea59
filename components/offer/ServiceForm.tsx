import { Button } from "@/components/ui/Button.tsx";
import { ConsentCheckbox } from "@/components/ui/ConsentCheckbox.tsx";
import { FieldError } from "@/components/ui/FieldFrame.tsx";
import { Field } from "@/components/ui/Field.tsx";
import { SelectField } from "@/components/ui/SelectField.tsx";
import { OFFER_LIMITS } from "@/lib/domain/offer/offer_limits.ts";
import type {
  QuestionDraft,
  ServiceDraft,
} from "@/lib/domain/offer/service_draft.ts";

export interface ServiceFormProps {
  readonly action: string;
  readonly draft: ServiceDraft;
  readonly versionstamp: string;
  readonly errors: Readonly<Record<string, string>>;
  readonly submit: string;
}

/** A service and its questions. There is always an empty question to add one. */
export function ServiceForm(
  { action, draft, versionstamp, errors, submit }: ServiceFormProps,
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
        error={errors.name}
      />
      <div class="offer-pair">
        <Field
          name="minutes"
          label="Duration (minutes)"
          hint={`With the buffer, at most ${OFFER_LIMITS.longestHeld}.`}
          inputmode="numeric"
          required
          maxLength={3}
          value={draft.minutes}
          error={errors.minutes}
        />
        <Field
          name="bufferMinutes"
          label="Buffer (minutes)"
          hint="Kept free afterwards in the artist's calendar."
          inputmode="numeric"
          required
          maxLength={3}
          value={draft.bufferMinutes}
          error={errors.bufferMinutes}
        />
      </div>
      <Field
        name="priceText"
        label="Price"
        hint="In your own words, for example €60. Nothing is charged here."
        class="field--short"
        maxLength={OFFER_LIMITS.priceText}
        autocomplete="off"
        value={draft.priceText}
        error={errors.priceText}
      />
      <Field
        name="description"
        label="Description"
        multiline
        maxLength={OFFER_LIMITS.description}
        value={draft.description}
        error={errors.description}
      />
      <Field
        name="prepare"
        label="What to prepare"
        hint="One tip in each line, in the client's confirmation and reminder. If it is empty, they read: tie your hair back, come with clean skin."
        multiline
        maxLength={OFFER_LIMITS.prepare}
        value={draft.prepare}
        error={errors.prepare}
      />
      <Questions questions={draft.questions} errors={errors} />
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

function Questions({ questions, errors }: {
  questions: readonly QuestionDraft[];
  errors: Readonly<Record<string, string>>;
}) {
  const room = questions.length < OFFER_LIMITS.questions;
  const rows = room ? [...questions, BLANK] : questions;
  return (
    <section class="offer-part" aria-labelledby="questions">
      <h2 id="questions">Questions for the client</h2>
      <p class="soft">
        Clients answer these when they book, and the artist reads the answers
        before the consultation. Ask only for what you need: answers about skin
        and allergies are health data.
      </p>
      <FieldError id="field-questions">{errors.questions}</FieldError>
      {rows.map((question, i) => (
        <Question
          key={i}
          name={`questions.${i}`}
          place={i + 1}
          places={rows.length}
          isNew={i >= questions.length}
          question={question}
          errors={errors}
        />
      ))}
    </section>
  );
}

function Question({ name, place, places, isNew, question, errors }: {
  name: string;
  place: number;
  places: number;
  isNew: boolean;
  question: QuestionDraft;
  errors: Readonly<Record<string, string>>;
}) {
  return (
    <fieldset class="offer-question">
      <legend>{isNew ? "New question" : `Question ${place}`}</legend>
      <input type="hidden" name={`${name}.id`} value={question.id} />
      <div>
        <Field
          name={`${name}.label`}
          label="Question"
          maxLength={OFFER_LIMITS.questionLabel}
          autocomplete="off"
          unmarked
          value={question.label}
          error={errors[`${name}.label`]}
        />
        <div class="offer-pair">
          <SelectField
            name={`${name}.kind`}
            label="Answer type"
            value={question.kind}
            options={[
              { value: "text", label: "text" },
              { value: "yes_no", label: "yes or no" },
              { value: "choice", label: "multiple choice" },
            ]}
            error={errors[`${name}.kind`]}
          />
          <SelectField
            name={`${name}.place`}
            label="Order"
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
          label="Choices"
          hint="For multiple choice: one per line."
          multiline
          rows={3}
          unmarked
          value={question.options}
          error={errors[`${name}.options`]}
        />
        <ConsentCheckbox name={`${name}.required`} checked={question.required}>
          Required
        </ConsentCheckbox>
        {!isNew && (
          <ConsentCheckbox name={`${name}.remove`}>
            Remove question
          </ConsentCheckbox>
        )}
      </div>
    </fieldset>
  );
}
