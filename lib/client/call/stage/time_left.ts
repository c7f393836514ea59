import { type Instant, MINUTE } from "@/lib/domain/basic/instant.ts";

/** From here on the time left is worth a word: enough to finish a thought. */
const LAST_MINUTES = 5;

/** The time left of a consultation. */
export interface TimeLeft {
  /** Whole minutes, rounded up while there are some; beyond the end, whole minutes since. */
  readonly minutes: number;
  readonly is: "left" | "soon" | "over";
}

/**
 * What a screen reader hears of it: that the last minutes begin, or how many
 * there are when a person joins within them; the last two; and the end. Each
 * stands for its own minute only: a text that stayed would soon be wrong.
 *
 * @returns for the time left now: what is said, or null
 */
export function timeAnnouncer() {
  let first: number | null = null;
  return ({ is, minutes }: TimeLeft) => {
    if (is === "left") return null;
    if (is === "soon") first ??= minutes;
    const says = is === "over" || minutes === first || minutes <= 2;
    return says ? { is, minutes } : null;
  };
}

export function timeLeft({ endsAt, now }: {
  readonly endsAt: Instant;
  /** The server's time. */
  readonly now: Instant;
}): TimeLeft {
  if (now >= endsAt) {
    return { is: "over", minutes: Math.floor((now - endsAt) / MINUTE) };
  }
  const minutes = Math.ceil((endsAt - now) / MINUTE);
  return { is: minutes <= LAST_MINUTES ? "soon" : "left", minutes };
}
