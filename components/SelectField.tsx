import { describedBy, FieldFrame } from "./Field.tsx";
import { Icon } from "./Icon.tsx";

export interface SelectFieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly value: string;
  readonly required?: boolean;
  /** Says so beside the label. */
  readonly optional?: boolean;
  /** The id of its form, where it stands outside. */
  readonly form?: string;
  readonly options: readonly {
    readonly value: string;
    readonly label: string;
  }[];
}

/** A labelled native select. */
export function SelectField(
  { name, label, hint, error, value, options, required, optional, form }:
    SelectFieldProps,
) {
  const id = `field-${name}`;
  return (
    <FieldFrame
      id={id}
      label={label}
      hint={hint}
      error={error}
      optional={optional ?? false}
    >
      <span class="select">
        <select
          id={id}
          name={name}
          class="field__input"
          required={required}
          form={form}
          aria-invalid={error ? "true" : undefined}
          aria-describedby={describedBy(id, hint, error)}
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
    </FieldFrame>
  );
}
