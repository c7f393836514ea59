import { booking } from "@/words/booking.ts";
import { cx } from "./cx.ts";

export interface StepLink {
  label: string;
  /** For steps that one can go back to. */
  href?: string | undefined;
}

/** The current step of the booking. `current` counts from 0. */
export function Steps({ steps, current, class: extra }: {
  steps: readonly StepLink[];
  current: number;
  class?: string | undefined;
}) {
  return (
    <ol class={cx("steps", extra)} aria-label={booking.steps.label}>
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
