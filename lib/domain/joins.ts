import type { Join } from "./consultation.ts";
import type { Instant } from "./instant.ts";
import type { Party } from "./presence.ts";

/**
 * Who came and went, as the video service tells it: late, twice, and out of
 * order. A person is in the call once at a time, as identities are unique in a
 * room (the newest wins), so the stays of one person never overlap.
 *
 * Each function returns the same list where the news changes nothing.
 */
export function withJoin(
  joins: readonly Join[],
  news: {
    readonly party: Party;
    readonly participantSid: string;
    readonly at: Instant;
  },
): readonly Join[] {
  const { party, participantSid, at } = news;
  if (joins.some((join) => join.participantSid === participantSid)) {
    return joins;
  }
  const later = joins
    .filter((join) => join.party === party && join.joinedAt > at)
    .map((join) => join.joinedAt);
  const join: Join = {
    party,
    participantSid,
    joinedAt: at,
    leftAt: later.length === 0 ? null : Math.min(...later),
  };
  return [
    ...joins.map((before) =>
      before.party === party && before.joinedAt <= at
        ? leftBy(before, at)
        : before
    ),
    join,
  ].sort((a, b) => a.joinedAt - b.joinedAt);
}

/** The earliest leave that is known counts: a takeover has often said it before. */
export function withLeave(
  joins: readonly Join[],
  news: { readonly participantSid: string; readonly at: Instant },
): readonly Join[] {
  const next = joins.map((join) =>
    join.participantSid === news.participantSid ? leftBy(join, news.at) : join
  );
  return next.some((join, i) => join !== joins[i]) ? next : joins;
}

/** Nobody stays behind in a call that is over. */
export function allLeft(joins: readonly Join[], at: Instant): readonly Join[] {
  return joins.map((join) => join.leftAt === null ? leftBy(join, at) : join);
}

/** The service's clock may be ahead of ours: nobody leaves before they came. */
function leftBy(join: Join, at: Instant): Join {
  const leftAt = Math.max(join.joinedAt, at);
  return join.leftAt !== null && join.leftAt <= leftAt
    ? join
    : { ...join, leftAt };
}
