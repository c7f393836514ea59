import { withoutTitles } from "@/lib/domain/basic/first_name.ts";
import { cx } from "./cx.ts";

/**
 * The first letters of the first and the last word of a name: "Inès Vidal"
 * gives "IV". Titles and particles at its beginning do not count.
 */
export function initialsOf(name: string): string {
  const words = withoutTitles(name).split(/\s+/u).filter(Boolean);
  const ends = words.length > 1
    ? [words[0], words[words.length - 1]]
    : words.slice(0, 1);
  return ends.map((word) => [...(word ?? "")][0] ?? "").join("")
    .toLocaleUpperCase();
}

export interface AvatarProps {
  name: string;
  size?: "small" | "medium" | "large" | undefined;
  /** A pulsing ring: this person is waiting now. Say so in words beside it. */
  waiting?: boolean | undefined;
  class?: string | undefined;
}

/**
 * Initials in an arch, for people without a photo. The name is beside it, so it
 * is hidden from screen readers.
 */
export function Avatar(
  { name, size = "medium", waiting, class: extra }: AvatarProps,
) {
  return (
    <span
      class={cx(
        "avatar",
        size !== "medium" && `avatar--${size}`,
        waiting && "avatar--waiting",
        extra,
      )}
      aria-hidden="true"
    >
      {initialsOf(name)}
    </span>
  );
}
