import { FieldFrame, type FieldWords } from "./FieldFrame.tsx";

export interface CodeInputProps extends Partial<FieldWords> {
  readonly value?: string | undefined;
  readonly autofocus?: boolean | undefined;
}

/**
 * The six digits from the mail, as one field: six boxes break pasting, autofill
 * and screen readers. It takes more than six characters, and no pattern: people
 * paste spaces, dashes and words with a code, which the server ignores.
 */
export function CodeInput(
  { name = "code", label = "Six-digit code", value, autofocus, ...words }:
    CodeInputProps,
) {
  return (
    <FieldFrame name={name} label={label} {...words}>
      {(control) => (
        <input
          {...control}
          class="field__input field__input--code"
          type="text"
          inputmode="numeric"
          autocomplete="one-time-code"
          maxLength={100}
          required
          value={value}
          autofocus={autofocus}
        />
      )}
    </FieldFrame>
  );
}
