import { cx } from "@/components/ui/cx.ts";

/**
 * A small drawing of a mirror: the mark on message pages. Open while something
 * is ahead, closed when it is over.
 */
export function BrandMark(
  { closed, class: extra }: {
    closed?: boolean | undefined;
    class?: string | undefined;
  },
) {
  return (
    <svg
      class={cx("message-page__mark", extra)}
      viewBox="0 0 56 68"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linecap="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d="M4 66V28a24 24 0 0 1 48 0v38z" />
      {closed ? <path d="M28 5v60" /> : <path d="M18 38 32 24M18 49l19-19" />}
    </svg>
  );
}
