import { FieldFrame, type FieldWords } from "./FieldFrame.tsx";
import { Icon } from "./Icon.tsx";

export interface SelectFieldProps extends Omit<FieldWords, "id" | "class"> {
  readonly value: string;
  readonly required?: boolean;
  /** Says "optional" beside the label. */
  readonly optional?: boolean;
  /** The id of its form, if it is outside of it. */
  readonly form?: string;
  readonly options: readonly {
    readonly value: string;
    readonly label: string;
  }[];
}

/** A labelled native select. */
export function SelectField(
  { value, options, required, form, ...words }: SelectFieldProps,
) {
  return (
    <FieldFrame {...words}>
      {(control) => (
        <span class="select">
          <select
            {...control}
            class="field__input"
            required={required}
            form={form}
          >
            {options.map((option) => (
              <option
                key={option.value}
                value={option.value}
                selected={option.value === value}
              >
                {option.label}
              </option>
            ))}
          </select>
          <Icon name="chevron-down" />
        </span>
      )}
    </FieldFrame>
  );
}
