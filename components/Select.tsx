import type { ComponentChildren, SelectHTMLAttributes } from "preact";
import { describedBy, FieldFrame } from "./Field.tsx";
import { Icon } from "./Icon.tsx";

export interface SelectOption {
  value: string;
  label: string;
}

interface Own {
  name: string;
  label: ComponentChildren;
  options: readonly SelectOption[];
  /** The value that is chosen at first. */
  value?: string | undefined;
  hint?: ComponentChildren;
  error?: ComponentChildren;
  id?: string | undefined;
  class?: string | undefined;
}

export type SelectProps =
  & Own
  & Omit<SelectHTMLAttributes, keyof Own | "className">;

/** A native select with a label: it opens the phone's own picker. */
export function Select(
  {
    name,
    label,
    options,
    value,
    hint,
    error,
    id: givenId,
    class: extra,
    ...rest
  }: SelectProps,
) {
  const id = givenId ?? `field-${name}`;
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error} class={extra}>
      <div class="select">
        <select
          {...rest}
          id={id}
          name={name}
          class="field__input"
          aria-describedby={describedBy(id, hint, error)}
          aria-invalid={error ? "true" : undefined}
        >
          {options.map((o) => (
            <option key={o.value} value={o.value} selected={o.value === value}>
              {o.label}
            </option>
          ))}
        </select>
        <Icon name="chevron-down" />
      </div>
    </FieldFrame>
  );
}
