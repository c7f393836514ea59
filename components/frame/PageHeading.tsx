import type { ComponentChildren } from "preact";
import { cx } from "@/components/ui/cx.ts";

export interface PageHeadingProps {
  children: ComponentChildren;
  /** A short line above the heading: the position ("Step 2 of 4"), never a slogan. */
  over?: ComponentChildren;
  /** One or two sentences below. */
  lede?: ComponentChildren;
  /** Buttons or a badge, at the opposite side on a wide page. */
  beside?: ComponentChildren;
  class?: string | undefined;
}

/** The page's `h1` with the line above and the sentence below it. */
export function PageHeading(
  { children, over, lede, beside, class: extra }: PageHeadingProps,
) {
  return (
    <div class={cx("heading", extra)}>
      <div class="heading__words">
        {over ? <p class="heading__over">{over}</p> : null}
        <h1>{children}</h1>
        {lede ? <p class="lede">{lede}</p> : null}
      </div>
      {beside ? <div class="heading__beside">{beside}</div> : null}
    </div>
  );
}
