import type { ComponentChildren } from "preact";
import { cx } from "./cx.ts";

export interface DialogFrameProps {
  /** The native dialog takes `aria-labelledby={`${id}-title`}` and `aria-describedby={`${id}-text`}`. */
  id: string;
  title: ComponentChildren;
  children?: ComponentChildren;
  /** Buttons; the safe one first in the markup, so that it gets the focus when the dialog opens. */
  actions: ComponentChildren;
  class?: string | undefined;
}

/**
 * The content of a native `<dialog class="dialog">`: heading, text, actions.
 * `showModal()` handles focus, Escape and inertness.
 */
export function DialogFrame(
  { id, title, children, actions, class: extra }: DialogFrameProps,
) {
  return (
    <div class={cx("dialog__frame", extra)}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children
        ? <div class="dialog__text" id={`${id}-text`}>{children}</div>
        : null}
      <div class="dialog__actions">{actions}</div>
    </div>
  );
}
