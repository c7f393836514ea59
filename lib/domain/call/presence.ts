import type { TabId } from "@/lib/domain/basic/ids.ts";
import { type Instant, SECOND } from "@/lib/domain/basic/instant.ts";
import type { DeviceReport } from "./device_report.ts";
import type { LightReport } from "./light_finding.ts";

/**
 * Presence is a lease: someone is here while their last heartbeat is younger
 * than the lease. Absence is a rule about time, never a missing row, so a phone
 * that freezes or dies does not stay listed.
 */
export const PRESENCE_LEASE = 18 * SECOND;
/** Three heartbeats fit into a lease: one may be lost. */
export const HEARTBEAT_EVERY = 6 * SECOND;

/** The two people of a consultation; admins can look but are never present. */
export type Party = "client" | "artist";

/**
 * What a page reports about its part in the call with every heartbeat, for the
 * other side to act on and to show. Each heartbeat is complete.
 */
export interface MediaPreferences {
  /**
   * It wants to receive the other side's video. Otherwise it only listens, and
   * sent video would be discarded.
   */
  readonly wantsVideo: boolean;
  /** It does not send its own video, to spare the network. */
  readonly videoSuppressed: boolean;
  /** Its connection to the server is poor: the only sign of which side causes a bad connection. */
  readonly connectionPoor: boolean;
  /**
   * Its browser can make video calls. Without WebRTC (Lockdown Mode, some in-app
   * browsers) a person waits and can never join: the other side is told.
   */
  readonly canCall: boolean;
  /** Its system has taken camera or microphone away at the moment, for example for a phone call. */
  readonly interrupted: boolean;
  readonly camera: DeviceReport;
  readonly microphone: DeviceReport;
  readonly light: LightReport;
}

/** The preferences of a page that sends none. */
export const DEFAULT_MEDIA_PREFERENCES: MediaPreferences = {
  wantsVideo: true,
  videoSuppressed: false,
  connectionPoor: false,
  canCall: true,
  interrupted: false,
  camera: "unknown",
  microphone: "unknown",
  light: "unknown",
};

const PREFERENCES = Object.keys(
  DEFAULT_MEDIA_PREFERENCES,
) as readonly (keyof MediaPreferences)[];

export function otherParty(party: Party): Party {
  return party === "client" ? "artist" : "client";
}

export interface Lease {
  /** The tab that holds the lease. A newer tab takes it over, and the old one is notified. */
  readonly tab: TabId;
  readonly since: Instant;
  readonly seenAt: Instant;
  readonly leftAt: Instant | null;
  /** The last preferences, kept while the page is away: a call goes on over a lost heartbeat. */
  readonly mediaPreferences?: MediaPreferences | undefined;
  /**
   * Of a client: the end of the artist's call with someone else, as of the last
   * heartbeat; absent if there was none. It lives as long as the lease: as long
   * as the client waits, it is a heartbeat old at most.
   */
  readonly artistBusyUntil?: Instant;
}

export type PresenceOf = Readonly<Record<Party, Lease | null>>;

export function isHere(lease: Lease | null, now: Instant): boolean {
  return lease !== null && lease.leftAt === null &&
    now < lease.seenAt + PRESENCE_LEASE;
}

/**
 * Returns whether this person was on their page at the start or later: someone
 * who left before it did not wait for the other.
 */
export function cameTo(startsAt: Instant, lease: Lease | null): boolean {
  return lease !== null && (lease.leftAt ?? lease.seenAt) >= startsAt;
}

/** When the snapshot changes by the passing of time alone, or null if never. */
export function nextExpiry(
  presence: PresenceOf,
  now: Instant,
): Instant | null {
  const expiries = [presence.client, presence.artist]
    .filter((lease) => isHere(lease, now))
    .map((lease) => lease!.seenAt + PRESENCE_LEASE);
  return expiries.length === 0 ? null : Math.min(...expiries);
}

export type Beat = "arrive" | "beat" | "left";

export type BeatAnswer =
  | { readonly kind: "held"; readonly lease: Lease; readonly changed: boolean }
  | { readonly kind: "elsewhere" };

/**
 * Applies one heartbeat to a lease.
 *
 * - `arrive` always takes the lease: the newest tab wins, as in the call itself
 *   (Twilio error 53205).
 * - `beat` renews it, or takes it if nobody holds it; if another tab holds it,
 *   the answer is `elsewhere` and nothing changes.
 * - `left` releases it, if it was ours.
 *
 * `changed` says whether others must be notified: not every heartbeat changes something.
 *
 * @param mediaPreferences from this heartbeat; a page that leaves keeps its
 * last ones
 */
export function beat(
  held: Lease | null,
  {
    kind,
    tab,
    now,
    mediaPreferences = DEFAULT_MEDIA_PREFERENCES,
    artistBusyUntil = null,
  }: {
    readonly kind: Beat;
    readonly tab: TabId;
    readonly now: Instant;
    readonly mediaPreferences?: MediaPreferences | undefined;
    readonly artistBusyUntil?: Instant | null;
  },
): BeatAnswer {
  const here = isHere(held, now);
  const ours = held !== null && held.tab === tab;
  if (kind !== "arrive" && here && !ours) return { kind: "elsewhere" };
  if (kind === "left") {
    if (held === null || !ours) return { kind: "elsewhere" };
    return { kind: "held", lease: { ...held, leftAt: now }, changed: here };
  }
  const since = here ? held!.since : now;
  return {
    kind: "held",
    lease: {
      tab,
      since,
      seenAt: now,
      leftAt: null,
      mediaPreferences,
      ...(artistBusyUntil === null ? {} : { artistBusyUntil }),
    },
    changed: !here || !ours ||
      (held!.artistBusyUntil ?? null) !== artistBusyUntil ||
      !sameMediaPreferences(mediaPreferencesOf(held), mediaPreferences),
  };
}

export function mediaPreferencesOf(lease: Lease | null): MediaPreferences {
  // A lease of an older version lacks the newer preferences.
  return { ...DEFAULT_MEDIA_PREFERENCES, ...lease?.mediaPreferences };
}

export function sameMediaPreferences(
  a: MediaPreferences,
  b: MediaPreferences,
): boolean {
  return PREFERENCES.every((name) => a[name] === b[name]);
}

/** The state of the waiting room in one word, as the record shows it. */
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
