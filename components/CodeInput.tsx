import type { ComponentChildren } from "preact";
import { describedBy, FieldFrame } from "./Field.tsx";

export interface CodeInputProps {
  /** Default `code`. */
  name?: string | undefined;
  label?: ComponentChildren;
  hint?: ComponentChildren;
  error?: ComponentChildren;
  value?: string | undefined;
  autofocus?: boolean | undefined;
  class?: string | undefined;
}

/**
 * The six digits from the mail, as one field: six boxes break pasting, autofill and screen readers.
 * The server should drop spaces, which some mail programs copy along.
 */
export function CodeInput(props: CodeInputProps) {
  const {
    name = "code",
    label = "Six-digit code",
    hint,
    error,
    value,
    autofocus,
    class: extra,
  } = props;
  const id = `field-${name}`;
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error} class={extra}>
      <input
        id={id}
        name={name}
        class="field__input field__input--code"
        type="text"
        inputmode="numeric"
        autocomplete="one-time-code"
        pattern="[0-9 ]{6,8}"
        maxLength={8}
        required
        value={value}
        autofocus={autofocus}
        aria-describedby={describedBy(id, hint, error)}
        aria-invalid={error ? "true" : undefined}
      />
    </FieldFrame>
  );
}
