import type { Consultation, Join } from "./consultation.ts";
import { identityOf } from "./identity.ts";
import type { ConsultationId } from "./ids.ts";
import { type Instant, MINUTE, SECOND } from "./instant.ts";
import type { Party } from "./presence.ts";

/**
 * Who came and went, as the video service tells it: late, twice, out of order,
 * or not at all. The record keeps what was said of each stay and nothing that was
 * concluded from it, so that the order of the news does not matter; what it means
 * is `visitsOf`, by whoever reads it.
 */

/**
 * A leave counts only after this: until then it may be a reload, or a phone that
 * changes its network, and takes a minute with the camera's question.
 */
export const RETURN_GRACE = MINUTE;

/** What the service says of one stay, before it is known to be one of ours. */
export interface Sighting {
  readonly participantSid: string;
  readonly identity: string;
  readonly joinedAt: Instant;
  readonly leftAt: Instant | null;
}

/**
 * A sighting as a stay of this consultation; null for whoever is in the room
 * without a token of ours. In whole seconds, as callbacks have fractions and
 * the lists of the REST API have none, and both must say the same.
 */
export function stayOf(id: ConsultationId, seen: Sighting): Join | null {
  const party = (["client", "artist"] as const).find((party) =>
    seen.identity === identityOf(id, party)
  );
  if (party === undefined) return null;
  const leftAt = seen.leftAt === null ? null : wholeSeconds(seen.leftAt);
  const joinedAt = wholeSeconds(seen.joinedAt);
  return {
    party,
    participantSid: seen.participantSid,
    joinedAt: Math.min(joinedAt, leftAt ?? joinedAt),
    leftAt,
  };
}

/**
 * Adds what is known of some stays: of each the earliest join and the earliest
 * leave that anybody told of. So every order, and every repeat, ends in the same
 * list; a leave that comes before its join waits for it. The same list where the
 * news changes nothing.
 */
export function withStays(
  joins: readonly Join[],
  news: readonly Join[],
): readonly Join[] {
  const known = new Map(joins.map((join) => [join.participantSid, join]));
  let changed = false;
  for (const stay of news) {
    const before = known.get(stay.participantSid);
    const after = before === undefined ? stay : merged(before, stay);
    changed ||= after !== before;
    known.set(stay.participantSid, after);
  }
  return changed ? [...known.values()].sort(byTime) : joins;
}

/** Nobody stays in a call beyond its end, and nobody leaves before they came. */
export function allLeft(joins: readonly Join[], at: Instant): readonly Join[] {
  return joins.map((join) => ({
    ...join,
    leftAt: Math.max(join.joinedAt, Math.min(join.leftAt ?? at, at)),
  }));
}

/** Were both of them in the call, at whatever time? Once it is so, it stays so. */
export function bothCame(joins: readonly Join[]): boolean {
  return joins.some(({ party }) => party === "client") &&
    joins.some(({ party }) => party === "artist");
}

/** One visit of one person: stays with no more than the grace between them. */
export interface Visit {
  readonly party: Party;
  readonly joinedAt: Instant;
  /** Null while they are there, or may be right back. */
  readonly leftAt: Instant | null;
}

/**
 * What the stays mean at a moment. A person is in the call once at a time (the
 * newest tab wins), so a stay ends at the latest where the next one begins; whoever
 * is back within the grace has never been away.
 *
 * @param now `Infinity` where the call is over and nobody can come back
 */
export function visitsOf(joins: readonly Join[], now: Instant): Visit[] {
  const visits: Visit[] = [];
  for (const party of ["client", "artist"] as const) {
    const own = joins.filter((join) => join.party === party).sort(byTime);
    let open: { joinedAt: Instant; leftAt: Instant | null } | null = null;
    for (const { joinedAt, leftAt } of own) {
      // Without a leave it ends here: the next one took over.
      const away = open === null ? 0 : joinedAt - (open.leftAt ?? joinedAt);
      if (open !== null && away <= RETURN_GRACE) {
        open.leftAt = leftAt;
        continue;
      }
      if (open !== null) visits.push({ party, ...open });
      open = { joinedAt, leftAt };
    }
    if (open === null) continue;
    const gone = open.leftAt !== null && now > open.leftAt + RETURN_GRACE;
    visits.push({
      party,
      joinedAt: open.joinedAt,
      leftAt: gone ? open.leftAt : null,
    });
  }
  return visits.sort((a, b) => a.joinedAt - b.joinedAt);
}

/** The visits of a consultation; nobody comes back to one that has ended. */
export function visitsIn(consultation: Consultation, now: Instant): Visit[] {
  if (!("joins" in consultation)) return [];
  const { joins, state } = consultation;
  return visitsOf(joins, state === "ended" ? Infinity : now);
}

function merged(a: Join, b: Join): Join {
  const joinedAt = Math.min(a.joinedAt, b.joinedAt);
  const leftAt = a.leftAt === null || b.leftAt === null
    ? a.leftAt ?? b.leftAt
    : Math.min(a.leftAt, b.leftAt);
  return joinedAt === a.joinedAt && leftAt === a.leftAt
    ? a
    : { ...a, joinedAt, leftAt };
}

/** By sid where two began in the same second, so that the order of hearing leaves no trace. */
function byTime(a: Join, b: Join): number {
  return a.joinedAt - b.joinedAt ||
    (a.participantSid < b.participantSid ? -1 : 1);
}

function wholeSeconds(at: Instant): Instant {
  return Math.floor(at / SECOND) * SECOND;
}
