import { h } from "preact";
import { cx } from "./cx.ts";
import { type IconName, ICONS } from "./icons.ts";

export type { IconName };

export interface IconProps {
  name: IconName;
  /** Words for an icon that stands alone; without them it is decoration, hidden from screen readers. */
  label?: string | undefined;
  class?: string | undefined;
}

/** One Lucide icon as inline SVG, as large as the text around it and in its colour. */
export function Icon({ name, label, class: extra }: IconProps) {
  const naming = label
    ? { role: "img", "aria-label": label }
    : { "aria-hidden": "true" };
  const shapes = ICONS[name].map(([tag, attributes]) => h(tag, attributes));
  return h("svg", {
    class: cx("icon", extra),
    viewBox: "0 0 24 24",
    focusable: "false",
    ...naming,
  }, shapes);
}
