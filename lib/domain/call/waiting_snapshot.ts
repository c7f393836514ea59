import {
  type Consultation,
  recordingOf,
  type State,
  type TwilioRoomStatus,
} from "./consultation.ts";
import { type Instant, iso, isoOrNull } from "./instant.ts";
import {
  type JoinPolicy,
  joinWindow,
  type WindowPhase,
  windowPhase,
} from "./join_window.ts";
import {
  isHere,
  type Party,
  type PresenceOf,
  saidBy,
  type Says,
  type WaitingRoomStatus,
  waitingRoomStatus,
} from "./presence.ts";
import { agrees, isKept, mayBeRunning } from "./recording.ts";

/** One person's place, as the other side may see it. Instants are ISO 8601 in UTC. */
export interface Place {
  readonly here: boolean;
  readonly since: string | null;
}

/** What both pages show of the recording. `on` as soon as, and as long as, it may be running. */
export type RecordingShown = "unavailable" | "off" | "asked" | "on";

/**
 * The waiting room at one moment, complete: what `GET …/waiting-status` answers
 * and what each `snapshot` event of its stream carries. Never a difference, so
 * that any single one repairs a page that missed the others.
 */
export interface WaitingSnapshot {
  readonly id: string;
  readonly version: number;
  readonly state: State;
  readonly waitingRoomStatus: WaitingRoomStatus;
  readonly client: Place;
  readonly artist: Place;
  /** What each one's page last said of its part in the call. */
  readonly says: Readonly<Record<Party, Says>>;
  /** The tab that holds the viewer's own place: a page that finds another here steps back. */
  readonly holder: string | null;
  readonly window: WindowPhase;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly sessionStartedAt: string | null;
  readonly sessionEndedAt: string | null;
  /** Who called it off; null unless it is cancelled. */
  readonly cancelledBy: Party | "admin" | null;
  /** `in-progress` is when a token can be had. */
  readonly twilioRoomStatus: TwilioRoomStatus | null;
  readonly recording: RecordingShown;
  /** Is there something that was recorded, and has not been deleted? */
  readonly recorded: boolean;
  /** Who has agreed to the present words, and not taken it back. */
  readonly recordingConsents: Readonly<Record<Party, boolean>>;
  /** The server's clock, against which the page sets its timers. */
  readonly now: string;
}

export function waitingSnapshot(
  consultation: Consultation,
  presence: PresenceOf,
  viewer: Party | null,
  at: {
    readonly now: Instant;
    readonly joinPolicy: JoinPolicy;
    /** Does what stands behind us record at all? */
    readonly canRecord: boolean;
  },
): WaitingSnapshot {
  const { now } = at;
  const recording = recordingOf(consultation);
  const window = joinWindow(consultation, at.joinPolicy);
  const own = viewer === null ? null : presence[viewer];
  const place = (party: Party): Place => {
    const here = isHere(presence[party], now);
    return { here, since: here ? isoOrNull(presence[party]?.since) : null };
  };
  return {
    id: consultation.id,
    version: consultation.version,
    state: consultation.state,
    waitingRoomStatus: waitingRoomStatusOf(consultation, presence, now),
    client: place("client"),
    artist: place("artist"),
    says: { client: saidBy(presence.client), artist: saidBy(presence.artist) },
    holder: isHere(own, now) ? own!.tab : null,
    window: windowPhase(window, now),
    opensAt: iso(window.opensAt),
    closesAt: iso(window.closesAt),
    startsAt: iso(consultation.startsAt),
    endsAt: iso(consultation.endsAt),
    sessionStartedAt: "sessionStartedAt" in consultation
      ? iso(consultation.sessionStartedAt)
      : null,
    sessionEndedAt: "sessionEndedAt" in consultation
      ? iso(consultation.sessionEndedAt)
      : null,
    cancelledBy: consultation.state === "cancelled"
      ? consultation.cancelledBy
      : null,
    twilioRoomStatus: "twilioRoomStatus" in consultation
      ? consultation.twilioRoomStatus
      : null,
    recording: recordingShown(consultation, at.canRecord),
    recorded: isKept(recording),
    recordingConsents: {
      client: agrees(recording, "client"),
      artist: agrees(recording, "artist"),
    },
    now: iso(now),
  };
}

export function recordingShown(
  consultation: Consultation,
  canRecord: boolean,
): RecordingShown {
  const recording = recordingOf(consultation);
  if (mayBeRunning(recording)) return "on";
  if (!canRecord) return "unavailable";
  return recording.state === "asked" ? "asked" : "off";
}

/** Nobody waits for what is over, or not yet agreed, whatever pages are still open. */
export function waitingRoomStatusOf(
  consultation: Consultation,
  presence: PresenceOf,
  now: Instant,
): WaitingRoomStatus {
  const awaited = consultation.state === "confirmed" ||
    consultation.state === "live";
  return awaited ? waitingRoomStatus(presence, now) : "empty";
}
