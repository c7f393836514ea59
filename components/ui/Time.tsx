import type { ComponentChildren } from "preact";

/**
 * A point in time: `at` for machines (ISO 8601, UTC), the given text for
 * people. It formats nothing itself.
 */
export function Time(
  { at, children, class: extra }: {
    at: string;
    children: ComponentChildren;
    class?: string | undefined;
  },
) {
  return <time dateTime={at} class={extra}>{children}</time>;
}
