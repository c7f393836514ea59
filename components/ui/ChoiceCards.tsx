import type { ComponentChildren } from "preact";
import { Avatar } from "./Avatar.tsx";
import { cx } from "./cx.ts";
import { Icon } from "./Icon.tsx";

export interface Choice {
  value: string;
  title: string;
  detail?: ComponentChildren;
  /** At the end of the row: "45 min". */
  meta?: ComponentChildren;
  /** A link instead of a radio button: choosing goes to the next page. */
  href?: string | undefined;
  /** Shows the initials of this name. */
  avatar?: string | undefined;
  /** The URL of a photo; decorative, because the text says the same. */
  photo?: string | undefined;
  checked?: boolean | undefined;
  disabled?: boolean | undefined;
}

export interface ChoiceCardsProps {
  /** The question. */
  legend: ComponentChildren;
  /** Hides the question when the page's heading already asks it; screen readers still get it. */
  legendHidden?: boolean | undefined;
  choices: readonly Choice[];
  /** The radio buttons' name; not needed when all choices are links. */
  name?: string | undefined;
  class?: string | undefined;
}

/** One of several, as radio buttons or as links: a service, an artist. Works without JavaScript. */
export function ChoiceCards(
  { legend, legendHidden, choices, name = "choice", class: extra }:
    ChoiceCardsProps,
) {
  return (
    <fieldset class={cx("choices", extra)}>
      <legend class={legendHidden ? "visually-hidden" : undefined}>
        {legend}
      </legend>
      <div class="choices__list">
        {choices.map((choice) =>
          choice.href
            ? (
              <a
                key={choice.value}
                class={cx(
                  "choice",
                  !choice.avatar && !choice.photo && "choice--plain",
                  choice.photo && "choice--with-photo",
                )}
                href={choice.href}
              >
                {choice.avatar ? <Avatar name={choice.avatar} /> : null}
                {choice.photo
                  ? (
                    <img
                      class="service-picture"
                      src={choice.photo}
                      alt=""
                      loading="lazy"
                    />
                  )
                  : null}
                <Words choice={choice} />
                <span class="choice__meta">
                  {choice.meta}
                  <Icon name="chevron-right" />
                </span>
              </a>
            )
            : (
              <label key={choice.value} class="choice">
                <input
                  type="radio"
                  name={name}
                  value={choice.value}
                  checked={choice.checked}
                  disabled={choice.disabled}
                  required
                />
                <Words choice={choice} />
                <span class="choice__meta">
                  {choice.meta}
                  {choice.avatar
                    ? <Avatar name={choice.avatar} size="small" />
                    : null}
                </span>
              </label>
            )
        )}
      </div>
    </fieldset>
  );
}

function Words({ choice }: { choice: Choice }) {
  return (
    <span>
      <span class="choice__title">{choice.title}</span>
      {choice.detail
        ? <span class="choice__detail">{choice.detail}</span>
        : null}
    </span>
  );
}
