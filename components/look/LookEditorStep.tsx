import type { Signal } from "@preact/signals";
import { useId } from "preact/hooks";
import { Button } from "@/components/ui/Button.tsx";
import { Field } from "@/components/ui/Field.tsx";
import { FieldFrame } from "@/components/ui/FieldFrame.tsx";
import { Icon } from "@/components/ui/Icon.tsx";
import type { LookEditing } from "@/lib/client/look/look_editing.ts";
import { LOOK_LIMITS } from "@/lib/domain/look/limits.ts";
import {
  LOOK_AREAS,
  type LookArea,
  type LookStep,
} from "@/lib/domain/look/look_sheet.ts";

/** Where the focus goes after a change. */
export interface StepFocus {
  readonly id: string;
  readonly on: "text" | "up" | "down";
}

export interface LookEditorStepProps {
  readonly editing: LookEditing;
  readonly step: LookStep;
  readonly number: number;
  readonly last: boolean;
  readonly focus: Signal<StepFocus | null>;
}

const AREA_NAMES: Readonly<Record<LookArea, string>> = {
  skin: "Skin",
  eyes: "Eyes",
  brows: "Brows",
  cheeks: "Cheeks",
  lips: "Lips",
  hair: "Hair",
  tools: "Tools",
  other: "Also",
};

const FIELDS = [
  ["product", "Product"],
  ["shade", "Shade"],
  ["note", "Note"],
] as const;

/** One step of the sheet as a small form without a button: it is saved as it is typed. */
export function LookEditorStep(props: LookEditorStepProps) {
  const { editing, step, number } = props;
  const own = useId();
  return (
    <li data-step={step.id}>
      <fieldset class="look-editor__step">
        <legend>Step {number}</legend>
        <AreaField editing={editing} step={step} id={`${own}-area`} />
        <Field
          multiline
          unmarked
          id={`${own}-text`}
          name="text"
          label="What to do"
          rows={2}
          maxLength={LOOK_LIMITS.text}
          value={step.text}
          data-on="text"
          onInput={({ currentTarget: { value: text } }) =>
            editing.change(step.id, { text })}
        />
        {FIELDS.map(([name, label]) => (
          <Field
            key={name}
            unmarked
            id={`${own}-${name}`}
            name={name}
            label={label}
            autocomplete="off"
            maxLength={LOOK_LIMITS[name]}
            value={step[name]}
            onInput={({ currentTarget: { value } }) =>
              editing.change(step.id, { [name]: value })}
          />
        ))}
        <StepButtons {...props} />
      </fieldset>
    </li>
  );
}

function AreaField({ editing, step, id }: {
  readonly editing: LookEditing;
  readonly step: LookStep;
  readonly id: string;
}) {
  return (
    <FieldFrame id={id} name="area" label="Where">
      {(control) => (
        <span class="select">
          <select
            {...control}
            class="field__input"
            value={step.area}
            onChange={({ currentTarget: { value } }) => {
              const area = LOOK_AREAS.find((one) => one === value);
              if (area) editing.change(step.id, { area });
            }}
          >
            {LOOK_AREAS.map((area) => (
              <option key={area} value={area} selected={area === step.area}>
                {AREA_NAMES[area]}
              </option>
            ))}
          </select>
          <Icon name="chevron-down" />
        </span>
      )}
    </FieldFrame>
  );
}

function StepButtons(
  { editing, step, number, last, focus }: LookEditorStepProps,
) {
  const move = (on: "up" | "down") => () => {
    editing.move(step.id, on === "up" ? -1 : 1);
    focus.value = { id: step.id, on };
  };
  return (
    <div class="row">
      <Button
        type="button"
        size="small"
        aria-label={`Move step ${number} up`}
        disabled={number === 1}
        data-on="up"
        onClick={move("up")}
      >
        Up
      </Button>
      <Button
        type="button"
        size="small"
        aria-label={`Move step ${number} down`}
        disabled={last}
        data-on="down"
        onClick={move("down")}
      >
        Down
      </Button>
      <Button
        type="button"
        size="small"
        variant="quiet"
        aria-label={`Remove step ${number}`}
        onClick={() => editing.remove(step.id)}
      >
        Remove
      </Button>
    </div>
  );
}
