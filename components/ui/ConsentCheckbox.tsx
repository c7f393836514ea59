import type { ComponentChildren, InputHTMLAttributes } from "preact";
import { cx } from "./cx.ts";

interface Own {
  name: string;
  class?: string | undefined;
  children: ComponentChildren;
}

/** A checkbox with its sentence. */
export function ConsentCheckbox(
  { name, class: extra, children, ...rest }:
    & Own
    & Omit<InputHTMLAttributes, keyof Own>,
) {
  return (
    <label class={cx("consent", extra)}>
      <input type="checkbox" {...rest} name={name} />
      <span>{children}</span>
    </label>
  );
}
