import type { InState } from "./consultation.ts";
import type { Instant } from "./instant.ts";
import { replacedBy } from "./links.ts";
import { type Refusal, refuse } from "./refusal.ts";

/** A new time, as an event of the transition table names it. */
export interface NewTime {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly heldUntil: Instant;
  readonly linkHash: string;
}

/**
 * Why this change comes too late; null if it does not. `noticeMs` is what is asked
 * of whoever changes: the studio's policy for a client, nothing of the studio itself.
 */
export function tooLateToChange(
  { startsAt }: { readonly startsAt: Instant },
  noticeMs: number,
  now: Instant,
): Refusal | null {
  const closesAt = startsAt - noticeMs;
  return noticeMs > 0 && now > closesAt
    ? refuse("too_late_to_change", { closesAt, now })
    : null;
}

/** The same consultation at another time: a new version, with a link of its own. */
export function rearranged(
  from: InState<"confirmed">,
  { startsAt, endsAt, heldUntil, linkHash }: NewTime,
  now: Instant,
): InState<"confirmed"> {
  return {
    ...from,
    ...replacedBy(from, linkHash),
    version: from.version + 1,
    startsAt,
    endsAt,
    heldUntil,
    arrangedAt: now,
    reminded: [],
  };
}
