import { cx } from "@/components/ui/cx.ts";
import { presence as words } from "@/words/waiting.ts";

export type PresenceStatus = "here" | "away" | "not_yet";

const WORDS: Record<PresenceStatus, string> = {
  here: words.here,
  away: words.away,
  not_yet: words.notYet,
};

export interface PresenceIndicatorProps {
  presence: PresenceStatus;
  /** Replaces the default text: "Mara is here", "Waiting since 17:08". */
  words?: string | undefined;
  class?: string | undefined;
}

/** Whether someone is there: a full dot, a half one or a ring, always with text. */
export function PresenceIndicator(
  { presence, words, class: extra }: PresenceIndicatorProps,
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
