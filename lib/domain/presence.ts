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

export interface Lease {
  /** The tab that holds the place. A newer tab takes it over; the old one is told. */
  readonly tab: TabId;
  readonly since: Instant;
  readonly seenAt: Instant;
  readonly leftAt: Instant | null;
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
 */
export function beat(
  held: Lease | null,
  kind: Beat,
  tab: TabId,
  now: Instant,
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
    lease: { tab, since, seenAt: now, leftAt: null },
    news: !here || !ours,
  };
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
