import { h } from "preact";
import { cx } from "./cx.ts";
import { type IconName, ICONS } from "./icons.ts";

export type { IconName };

export interface IconProps {
  name: IconName;
  /**
   * The label of an icon that stands alone; without it the icon is decorative
   * and hidden from screen readers.
   */
  label?: string | undefined;
  class?: string | undefined;
}

/** One Lucide icon as inline SVG, in the size and colour of the text around it. */
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
