import type { ComponentChildren } from "preact";
import { cx } from "@/components/ui/cx.ts";

export interface CallTopProps {
  /** The other person's name. */
  name: string;
  /** The service: "Bridal trial". */
  detail?: ComponentChildren;
  /** At the end: a `ConnectionIndicator`, the elapsed time. */
  children?: ComponentChildren;
  class?: string | undefined;
}

/** The line above a call: the other person, the service, the time, the connection quality. */
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
