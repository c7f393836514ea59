import type { ComponentChildren } from "preact";
import { cx } from "./cx.ts";

export interface CallTopProps {
  /** With whom. */
  name: string;
  /** What it is: "Bridal trial". */
  detail?: ComponentChildren;
  /** At the end: a `ConnectionMark`, the time that has passed. */
  children?: ComponentChildren;
  class?: string | undefined;
}

/** The line above a call: with whom, about what, how long, how good the line is. */
export function CallTop(
  { name, detail, children, class: extra }: CallTopProps,
) {
  return (
    <div class={cx("call-top", extra)}>
      <h1 class="call-top__name">{name}</h1>
      {detail ? <p class="call-top__detail">{detail}</p> : null}
      {children ? <div class="call-top__marks">{children}</div> : null}
    </div>
  );
}
