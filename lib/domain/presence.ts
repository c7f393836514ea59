import type { TabId } from "./ids.ts";
import { type Instant, SECOND } from "./instant.ts";

/**
 * Presence is a lease: someone is here while their last heartbeat is younger
 * than the lease. Absence of news is a rule about time, never a missing row, so
 * a phone that freezes or dies leaves no ghost behind.
 */
export const PRESENCE_LEASE = 18 * SECOND;
/** Three beats fit into a lease: one may be lost. */
export const HEARTBEAT_EVERY = 6 * SECOND;

/** The two people of a consultation; admins look on but are never present. */
export type Party = "client" | "artist";

/**
 * What a page says of its part in the call with every heartbeat, for the other
 * side to act on and to show. Each beat says all of it.
 */
export interface Says {
  /** It wants the other side's picture. Otherwise it listens only, and a picture sent would be thrown away. */
  readonly pictures: boolean;
  /** It holds its own picture back, to spare the line. */
  readonly heldBack: boolean;
  /** Its own way to the studio is poor: the one thing that tells whose half of a bad line is bad. */
  readonly poorWay: boolean;
}

/** What a page means that says nothing. */
export const UNSAID: Says = {
  pictures: true,
  heldBack: false,
  poorWay: false,
};

export function otherParty(party: Party): Party {
  return party === "client" ? "artist" : "client";
}

export interface Lease {
  /** The tab that holds the place. A newer tab takes it over; the old one is told. */
  readonly tab: TabId;
  readonly since: Instant;
  readonly seenAt: Instant;
  readonly leftAt: Instant | null;
  /** Its last word, kept while it is away: a call goes on over a beat that was lost. */
  readonly says?: Says;
}

export type PresenceOf = Readonly<Record<Party, Lease | null>>;

export function isHere(lease: Lease | null, now: Instant): boolean {
  return lease !== null && lease.leftAt === null &&
    now < lease.seenAt + PRESENCE_LEASE;
}

/** When the picture will change by the passing of time alone, or null if never. */
export function nextLapse(
  presence: PresenceOf,
  now: Instant,
): Instant | null {
  const lapses = [presence.client, presence.artist]
    .filter((lease) => isHere(lease, now))
    .map((lease) => lease!.seenAt + PRESENCE_LEASE);
  return lapses.length === 0 ? null : Math.min(...lapses);
}

export type Beat = "arrive" | "beat" | "left";

export type BeatAnswer =
  | { readonly kind: "held"; readonly lease: Lease; readonly news: boolean }
  | { readonly kind: "elsewhere" };

/**
 * What one heartbeat does to a place.
 *
 * - `arrive` always takes the place: the newest tab wins, as it does in the call
 *   itself (Twilio error 53205).
 * - `beat` keeps it, and takes it if nobody holds it; if another tab holds it,
 *   the answer is `elsewhere` and nothing changes.
 * - `left` frees it, if it was ours.
 *
 * `news` says whether others must be told: they need not hear of every beat.
 *
 * @param says the page's word; who leaves leaves the last one
 */
export function beat(
  held: Lease | null,
  kind: Beat,
  tab: TabId,
  now: Instant,
  says: Says = UNSAID,
): BeatAnswer {
  const here = isHere(held, now);
  const ours = held !== null && held.tab === tab;
  if (kind !== "arrive" && here && !ours) return { kind: "elsewhere" };
  if (kind === "left") {
    if (held === null || !ours) return { kind: "elsewhere" };
    return { kind: "held", lease: { ...held, leftAt: now }, news: here };
  }
  const since = here ? held!.since : now;
  return {
    kind: "held",
    lease: { tab, since, seenAt: now, leftAt: null, says },
    news: !here || !ours || !saysTheSame(saidBy(held), says),
  };
}

export function saidBy(lease: Lease | null): Says {
  return lease?.says ?? UNSAID;
}

export function saysTheSame(a: Says, b: Says): boolean {
  return a.pictures === b.pictures && a.heldBack === b.heldBack &&
    a.poorWay === b.poorWay;
}

/** The waiting room in one word, as the record shows it. */
export type WaitingRoomStatus =
  | "empty"
  | "client_waiting"
  | "artist_waiting"
  | "both_present";

export function waitingRoomStatus(
  presence: PresenceOf,
  now: Instant,
): WaitingRoomStatus {
  const client = isHere(presence.client, now);
  const artist = isHere(presence.artist, now);
  if (client && artist) return "both_present";
  if (client) return "client_waiting";
  return artist ? "artist_waiting" : "empty";
}
