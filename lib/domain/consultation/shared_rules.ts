/** Rules that several of the other tables share. */
import { type AccessLinks, linkStatus, MOST_LINKS } from "./access_links.ts";
import {
  type Consultation,
  type InState,
  recordingOf,
} from "./consultation.ts";
import { tombstone } from "./erasure.ts";
import type { EventOf } from "./event.ts";
import {
  changedTo,
  type TransitionContext,
  type TransitionResult,
  unchanged,
} from "./transition_rule.ts";

export function linkAdded(
  from: InState<"confirmed" | "live" | "ended">,
  { linkHash }: EventOf<"link_added">,
): TransitionResult {
  return linkStatus(from, linkHash) === "current"
    ? unchanged(from)
    : changedTo({ ...from, moreLinks: withLink(from, linkHash) });
}

/** The later links with one more; the oldest of too many is dropped. */
export function withLink(
  { moreLinks }: AccessLinks,
  linkHash: string,
): readonly string[] {
  return [...moreLinks, linkHash].slice(-MOST_LINKS);
}

/** Once per version: a second reminder is not sent. */
export function reminded(
  from: InState<"confirmed" | "live">,
  { reminder, linkHash }: EventOf<"remind">,
): TransitionResult {
  if (from.reminded.includes(reminder)) return unchanged(from);
  return changedTo({
    ...from,
    reminded: [...from.reminded, reminder],
    moreLinks: [...from.moreLinks, linkHash],
  });
}

export function erased(
  from: Consultation,
  { by }: EventOf<"erase">,
  { now }: TransitionContext,
): TransitionResult {
  return changedTo(tombstone(from, recordingOf(from), { by, at: now }));
}
