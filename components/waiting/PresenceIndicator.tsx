import { cx } from "./cx.ts";

export type PresenceShown = "here" | "away" | "not_yet";

const WORDS: Record<PresenceShown, string> = {
  here: "Here",
  away: "Away",
  not_yet: "Not here yet",
};

export interface PresenceMarkProps {
  presence: PresenceShown;
  /** Instead of the plain words: "Mara is here", "Waiting since 17:08". */
  words?: string | undefined;
  class?: string | undefined;
}

/** Whether someone is there: a full dot, a half one or a ring, always with words. */
export function PresenceMark(
  { presence, words, class: extra }: PresenceMarkProps,
) {
  return (
    <span class={cx("presence", `presence--${presence}`, extra)}>
      <svg
        class="presence__dot"
        viewBox="0 0 12 12"
        aria-hidden="true"
        focusable="false"
      >
        <circle cx="6" cy="6" r="4.75" />
        {presence === "away"
          ? <path d="M6 1.25a4.75 4.75 0 0 1 0 9.5z" />
          : null}
      </svg>
      {words ?? WORDS[presence]}
    </span>
  );
}
