import { asset } from "fresh/runtime";
import { cx } from "./cx.ts";
import type { IconName } from "./icon_names.ts";

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

/** One Lucide icon, in the size and colour of the text around it. */
export function Icon({ name, label, class: extra }: IconProps) {
  const naming = label
    ? { role: "img" as const, "aria-label": label }
    : { "aria-hidden": "true" as const };
  return (
    <svg
      class={cx("icon", extra)}
      viewBox="0 0 24 24"
      focusable="false"
      {...naming}
    >
      <use href={`${asset("/icons.svg")}#${name}`} />
    </svg>
  );
}
