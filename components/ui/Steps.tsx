import { cx } from "./cx.ts";

export interface Step {
  label: string;
  /** Given for steps that one can go back to. */
  href?: string | undefined;
}

/** Where one is in the booking. `current` counts from 0. */
export function Steps({ steps, current, class: extra }: {
  steps: readonly Step[];
  current: number;
  class?: string | undefined;
}) {
  return (
    <ol class={cx("steps", extra)} aria-label="Steps">
      {steps.map(({ label, href }, i) => (
        <li
          key={label}
          class={i < current ? "steps__done" : undefined}
          aria-current={i === current ? "step" : undefined}
        >
          {href && i < current
            ? <a class="steps__label" href={href}>{label}</a>
            : <span class="steps__label">{label}</span>}
        </li>
      ))}
    </ol>
  );
}
