import type { InState, LastMove } from "./consultation.ts";
import type { Instant } from "@/lib/domain/basic/instant.ts";
import { withReplacedLinks } from "./access_links.ts";
import { type Refusal, refuse } from "@/lib/domain/basic/refusal.ts";

/** A new time, in the terms of the transition table. */
export interface NewTime {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly heldUntil: Instant;
  readonly linkHash: string;
}

/**
 * The reason why this change comes too late; null if it does not. `noticeMs` is
 * the required notice: the studio's policy for a client, 0 for the studio.
 */
export function tooLateToChange(
  { startsAt }: { readonly startsAt: Instant },
  { noticeMs, now }: { readonly noticeMs: number; readonly now: Instant },
): Refusal | null {
  const closesAt = startsAt - noticeMs;
  return noticeMs > 0 && now > closesAt
    ? refuse("too_late_to_change", { closesAt, now })
    : null;
}

/** The same consultation at another time: a new version, with a link of its own. */
export function rescheduled(
  from: InState<"confirmed">,
  { by, startsAt, endsAt, heldUntil, linkHash }: NewTime & Pick<LastMove, "by">,
  { now }: { readonly now: Instant },
): InState<"confirmed"> {
  return {
    ...from,
    ...withReplacedLinks(from, linkHash),
    version: from.version + 1,
    startsAt,
    endsAt,
    heldUntil,
    arrangedAt: now,
    lastMove: { by, from: from.startsAt },
    reminded: [],
  };
}
