import type { ComponentChildren } from "preact";
import { cx } from "./cx.ts";

export interface EmptyStateProps {
  title: ComponentChildren;
  children?: ComponentChildren;
  action?: ComponentChildren;
  class?: string | undefined;
}

/** Nothing here yet: says so, and how that changes. */
export function EmptyState(
  { title, children, action, class: extra }: EmptyStateProps,
) {
  return (
    <div class={cx("empty", extra)}>
      <p class="empty__title serif">{title}</p>
      {children ? <div class="soft">{children}</div> : null}
      {action ? <div class="empty__action">{action}</div> : null}
    </div>
  );
}
