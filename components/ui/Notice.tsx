import type { ComponentChildren } from "preact";
import { cx } from "./cx.ts";
import { Icon, type IconName } from "./Icon.tsx";

export type NoticeTone = "info" | "success" | "warning" | "error";

const ICON: Record<NoticeTone, IconName> = {
  info: "info",
  success: "circle-check",
  warning: "triangle-alert",
  error: "circle-alert",
};

export interface NoticeProps {
  tone?: NoticeTone | undefined;
  title?: ComponentChildren;
  children?: ComponentChildren;
  /** A link or button that helps. */
  action?: ComponentChildren;
  class?: string | undefined;
  id?: string | undefined;
  /** The name by which a page's own module finds it. */
  part?: string | undefined;
}

/**
 * A message in the page. An error is announced at once (`alert`), anything else
 * politely (`status`).
 */
export function Notice(
  { tone = "info", title, children, action, class: extra, id, part }:
    NoticeProps,
) {
  return (
    <div
      class={cx("notice", `notice--${tone}`, extra)}
      role={tone === "error" ? "alert" : "status"}
      id={id}
      data-part={part}
    >
      <Icon name={ICON[tone]} />
      <div class="notice__body">
        {title ? <p class="notice__title">{title}</p> : null}
        {children ? <div>{children}</div> : null}
        {action ? <div class="notice__action">{action}</div> : null}
      </div>
    </div>
  );
}
