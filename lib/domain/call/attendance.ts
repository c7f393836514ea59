import type {
  Consultation,
  Join,
} from "@/lib/domain/consultation/consultation.ts";
import { identityOf } from "./identity.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { type Instant, MINUTE, SECOND } from "@/lib/domain/basic/instant.ts";
import type { Party } from "./presence.ts";

/**
 * Who came and went, as the video service reports it: late, twice, out of
 * order, or not at all. The record stores the reported joins and nothing
 * derived from them, so the order of the reports does not matter;
 * `attendanceOf` derives the meaning when it is read.
 */

/**
 * A leave counts only after this time: until then it may be a reload, or a
 * phone that changes its network, which can take a minute including the camera
 * permission.
 */
export const REJOIN_GRACE = MINUTE;

/** What the service reports of one join, before it is matched to one of our parties. */
export interface ParticipantReport {
  readonly participantSid: string;
  readonly identity: string;
  readonly joinedAt: Instant;
  readonly leftAt: Instant | null;
}

/**
 * A report as a join of this consultation; null for a participant without a
 * token of ours. In whole seconds: callbacks have fractions and the lists of
 * the REST API have none, and both must agree.
 */
export function joinOf(
  id: ConsultationId,
  seen: ParticipantReport,
): Join | null {
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
 * Merges reports: each join keeps its earliest reported start and earliest
 * reported leave. So every order and every repeat gives the same list; a leave
 * that arrives before its join waits for it. Returns the same list if nothing
 * changes.
 */
export function mergeJoins(
  joins: readonly Join[],
  news: readonly Join[],
): readonly Join[] {
  const known = new Map(joins.map((join) => [join.participantSid, join]));
  let changed = false;
  for (const join of news) {
    const before = known.get(join.participantSid);
    const after = before === undefined ? join : merged(before, join);
    changed ||= after !== before;
    known.set(join.participantSid, after);
  }
  return changed ? [...known.values()].sort(byTime) : joins;
}

/** Closes every open join at the end of the call; nobody leaves before they came. */
export function closeJoins(
  joins: readonly Join[],
  at: Instant,
): readonly Join[] {
  return joins.map((join) => ({
    ...join,
    leftAt: Math.max(join.joinedAt, Math.min(join.leftAt ?? at, at)),
  }));
}

/** Returns whether both were in the call at some time. Once true, it stays true. */
export function bothAttended(joins: readonly Join[]): boolean {
  return joins.some(({ party }) => party === "client") &&
    joins.some(({ party }) => party === "artist");
}

/** One continuous attendance of one person: joins with no more than the grace period between them. */
export interface Attendance {
  readonly party: Party;
  readonly joinedAt: Instant;
  /** Null while they are there, or may still come back. */
  readonly leftAt: Instant | null;
}

/**
 * Derives attendance from joins at a given time. A person is in the call once
 * at a time (the newest tab wins), so a join ends at the latest where the next
 * one starts; a person who returns within the grace period was never away.
 *
 * @param now `Infinity` when the call is over and nobody can come back
 */
export function attendanceOf(
  joins: readonly Join[],
  now: Instant,
): Attendance[] {
  const intervals: Attendance[] = [];
  for (const party of ["client", "artist"] as const) {
    const own = joins.filter((join) => join.party === party).sort(byTime);
    let open: { joinedAt: Instant; leftAt: Instant | null } | null = null;
    for (const { joinedAt, leftAt } of own) {
      // Without a leave, a join ends where the next one takes over.
      const away = open === null ? 0 : joinedAt - (open.leftAt ?? joinedAt);
      if (open !== null && away <= REJOIN_GRACE) {
        open.leftAt = leftAt;
        continue;
      }
      if (open !== null) intervals.push({ party, ...open });
      open = { joinedAt, leftAt };
    }
    if (open === null) continue;
    const gone = open.leftAt !== null && now > open.leftAt + REJOIN_GRACE;
    intervals.push({
      party,
      joinedAt: open.joinedAt,
      leftAt: gone ? open.leftAt : null,
    });
  }
  return intervals.sort((a, b) => a.joinedAt - b.joinedAt);
}

/** The attendance of a consultation; nobody returns to one that has ended. */
export function attendanceIn(
  consultation: Consultation,
  now: Instant,
): Attendance[] {
  if (!("joins" in consultation)) return [];
  const { joins, state } = consultation;
  return attendanceOf(joins, state === "ended" ? Infinity : now);
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

/** By sid when two start in the same second, so that the order of the reports does not matter. */
function byTime(a: Join, b: Join): number {
  return a.joinedAt - b.joinedAt ||
    (a.participantSid < b.participantSid ? -1 : 1);
}

function wholeSeconds(at: Instant): Instant {
  return Math.floor(at / SECOND) * SECOND;
}
