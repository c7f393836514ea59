import type { InputHTMLAttributes, TextareaHTMLAttributes } from "preact";
import { FieldFrame, type FieldWords } from "./FieldFrame.tsx";

interface Words extends FieldWords {
  /** Omits "optional": for a field that stands alone, such as notes. */
  readonly unmarked?: boolean | undefined;
}

export type FieldProps =
  & Words
  & Omit<InputHTMLAttributes, keyof Words | "className">
  & { multiline?: false };
export type TextFieldProps =
  & Words
  & Omit<TextareaHTMLAttributes, keyof Words | "className">
  & { multiline: true };

/** A labelled input or, with `multiline`, a textarea. A field that is not `required` says that it is optional. */
export function Field(props: FieldProps | TextFieldProps) {
  const {
    name,
    label,
    hint,
    error,
    id,
    class: extra,
    multiline: _,
    unmarked,
    ...rest
  } = props;
  return (
    <FieldFrame
      name={name}
      label={label}
      hint={hint}
      error={error}
      id={id}
      class={extra}
      optional={!rest.required && !unmarked}
    >
      {(control) => {
        const shared = { ...control, class: "field__input" };
        return props.multiline
          ? (
            <textarea
              rows={4}
              {...rest as TextareaHTMLAttributes}
              {...shared}
            />
          )
          : (
            <input
              type="text"
              {...withoutAddressCheck(rest as InputHTMLAttributes)}
              {...shared}
            />
          );
      }}
    </FieldFrame>
  );
}

/**
 * An address field with an address keyboard, and without the browser's own
 * check: it refuses what the server reads, such as `Anna <anna@…>` or a pasted
 * invisible character.
 */
function withoutAddressCheck(
  attributes: InputHTMLAttributes,
): InputHTMLAttributes {
  if (attributes.type !== "email") return attributes;
  return {
    ...attributes,
    type: "text",
    inputmode: "email",
    autocapitalize: "none",
    spellcheck: false,
  };
}
