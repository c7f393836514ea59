import type { ComponentChildren } from "preact";
import { cx } from "./cx.ts";

export interface DescriptionItem {
  term: string;
  details: ComponentChildren;
}

/** A definition list between hairlines: when, what, with whom. */
export function DescriptionList(
  { items, class: extra }: {
    items: readonly DescriptionItem[];
    class?: string | undefined;
  },
) {
  return (
    <dl class={cx("facts", extra)}>
      {items.map(({ term, details }) => (
        <div class="facts__row" key={term}>
          <dt>{term}</dt>
          <dd>{details}</dd>
        </div>
      ))}
    </dl>
  );
}
