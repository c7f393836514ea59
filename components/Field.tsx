import type {
  ComponentChildren,
  InputHTMLAttributes,
  TextareaHTMLAttributes,
} from "preact";
import { cx } from "./cx.ts";
import { Icon } from "./Icon.tsx";

interface Words {
  name: string;
  label: ComponentChildren;
  /** One sentence under the label: what is wanted and why. */
  hint?: ComponentChildren;
  /** What is wrong and how to put it right. Marks the input invalid. */
  error?: ComponentChildren;
  /** Default `field-<name>`. */
  id?: string | undefined;
  /** Does not say "optional": for a field that stands alone, such as one's notes. */
  unmarked?: boolean | undefined;
  class?: string | undefined;
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
    id: givenId,
    class: extra,
    multiline: _,
    unmarked,
    ...rest
  } = props;
  const id = givenId ?? `field-${name}`;
  const shared = {
    id,
    name,
    class: "field__input",
    "aria-describedby": describedBy(id, hint, error),
    "aria-invalid": error ? ("true" as const) : undefined,
  };
  return (
    <FieldFrame
      id={id}
      label={label}
      hint={hint}
      error={error}
      class={extra}
      optional={!rest.required && !unmarked}
    >
      {props.multiline
        ? <textarea rows={4} {...rest as TextareaHTMLAttributes} {...shared} />
        : <input type="text" {...rest as InputHTMLAttributes} {...shared} />}
    </FieldFrame>
  );
}

/** The ids of a field's hint and error for `aria-describedby`. */
export function describedBy(
  id: string,
  hint: ComponentChildren,
  error: ComponentChildren,
): string | undefined {
  return cx(Boolean(hint) && `${id}-hint`, Boolean(error) && `${id}-error`) ||
    undefined;
}

/** With its space: a compiler may trim the edges of literal text. */
const OPTIONAL = " optional";

/** Label, hint and error around any input with that id. */
export function FieldFrame(
  { id, label, hint, error, optional, class: extra, children }: {
    id: string;
    label: ComponentChildren;
    hint?: ComponentChildren;
    error?: ComponentChildren;
    optional?: boolean;
    class?: string | undefined;
    children: ComponentChildren;
  },
) {
  return (
    <div class={cx("field", extra)}>
      <label class="field__label" for={id}>
        {label}
        {optional ? <span class="field__optional">{OPTIONAL}</span> : null}
      </label>
      {hint ? <p class="field__hint" id={`${id}-hint`}>{hint}</p> : null}
      {children}
      {error
        ? (
          <p class="field__error" id={`${id}-error`}>
            <Icon name="circle-alert" />
            <span>{error}</span>
          </p>
        )
        : null}
    </div>
  );
}
