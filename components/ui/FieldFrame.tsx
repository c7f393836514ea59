import type { ComponentChildren } from "preact";
import { cx } from "./cx.ts";
import { Icon } from "./Icon.tsx";

/** The text around a field's control. */
export interface FieldWords {
  readonly name: string;
  readonly label: ComponentChildren;
  /** One sentence under the label: what is asked and why. */
  readonly hint?: ComponentChildren;
  /** What is wrong and how to fix it. Marks the control invalid. */
  readonly error?: ComponentChildren;
  /** Default `field-<name>`. */
  readonly id?: string | undefined;
  readonly class?: string | undefined;
}

/** Connects the control with its label, hint and error. */
export interface FieldControl {
  readonly id: string;
  readonly name: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": "true" | undefined;
}

/** Includes the space: a compiler may trim the edges of literal text. */
const OPTIONAL = " optional";

/** Label, hint and error around any control. */
export function FieldFrame(
  {
    name,
    label,
    hint,
    error,
    id = `field-${name}`,
    optional,
    class: extra,
    children,
  }:
    & FieldWords
    & {
      /** Says "optional" beside the label. */
      readonly optional?: boolean | undefined;
      readonly children: (control: FieldControl) => ComponentChildren;
    },
) {
  const described = cx(
    Boolean(hint) && `${id}-hint`,
    Boolean(error) && `${id}-error`,
  );
  return (
    <div class={cx("field", extra)}>
      <label class="field__label" for={id}>
        {label}
        {optional ? <span class="field__optional">{OPTIONAL}</span> : null}
      </label>
      {hint ? <p class="field__hint" id={`${id}-hint`}>{hint}</p> : null}
      {children({
        id,
        name,
        "aria-describedby": described || undefined,
        "aria-invalid": error ? "true" : undefined,
      })}
      <FieldError id={id}>{error}</FieldError>
    </div>
  );
}

/** The error of the control with this id. */
export function FieldError(
  { id, children }: {
    readonly id: string;
    readonly children: ComponentChildren;
  },
) {
  return children
    ? (
      <p class="field__error" id={`${id}-error`}>
        <Icon name="circle-alert" />
        <span>{children}</span>
      </p>
    )
    : null;
}
