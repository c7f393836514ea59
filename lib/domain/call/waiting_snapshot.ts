import {
  type Consultation,
  type ConsultationState,
  recordingOf,
  type TwilioRoomStatus,
} from "@/lib/domain/consultation/consultation.ts";
import { type Instant, iso, isoOrNull } from "@/lib/domain/basic/instant.ts";
import {
  type JoinPolicy,
  joinWindow,
  type WindowPhase,
  windowPhase,
} from "@/lib/domain/consultation/join_window.ts";
import type { ArtistStatus, LateMinutes } from "./artist_status.ts";
import type { Exchange } from "./exchange.ts";
import {
  isHere,
  type MediaPreferences,
  mediaPreferencesOf,
  type Party,
  type PresenceOf,
  type WaitingRoomStatus,
  waitingRoomStatus,
} from "./presence.ts";
import {
  hasConsented,
  isSaved,
  mayBeRunning,
} from "@/lib/domain/recording/recording.ts";

/** One person's presence, as the other side may see it. Instants are ISO 8601 in UTC. */
export interface PartyPresence {
  readonly here: boolean;
  readonly since: string | null;
}

/** The recording status that both pages show. `on` as soon as, and as long as, it may be running. */
export type RecordingStatus = "unavailable" | "off" | "asked" | "on";

/** How the artist is, while the client waits for the start. */
export type ShownArtistStatus =
  | { readonly is: "getting_ready" }
  | {
    readonly is: "late";
    readonly minutes: LateMinutes;
    readonly due?: string;
  }
  | { readonly is: "busy"; readonly until: string };

/**
 * The complete waiting room at one moment: the answer of `GET …/waiting-status`
 * and the data of each `snapshot` event of its stream. Never a difference, so
 * any one snapshot repairs a page that missed the others.
 */
export interface WaitingSnapshot {
  readonly id: string;
  readonly version: number;
  readonly state: ConsultationState;
  readonly waitingRoomStatus: WaitingRoomStatus;
  readonly client: PartyPresence;
  readonly artist: PartyPresence;
  /** The media preferences that each page last sent. */
  readonly mediaPreferences: Readonly<Record<Party, MediaPreferences>>;
  /** How often each part of what they exchange has changed. */
  readonly exchange: Exchange;
  /** Absent if nothing is known. */
  readonly artistStatus?: ShownArtistStatus;
  /** The tab that holds the viewer's own lease: a page that finds another tab here steps back. */
  readonly holder: string | null;
  readonly window: WindowPhase;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly sessionStartedAt: string | null;
  readonly sessionEndedAt: string | null;
  /** Who cancelled; null unless it is cancelled. */
  readonly cancelledBy: Party | "admin" | null;
  /** Of a missed consultation, who was there; absent if nobody knows. */
  readonly came?: Readonly<Record<Party, boolean>>;
  /** At `in-progress` a token can be issued. */
  readonly twilioRoomStatus: TwilioRoomStatus | null;
  readonly recording: RecordingStatus;
  /** Whether something was recorded and has not been deleted. */
  readonly recorded: boolean;
  /** Who has consented to the current text and not withdrawn. */
  readonly recordingConsents: Readonly<Record<Party, boolean>>;
  /** The server's clock, against which the page sets its timers. */
  readonly now: string;
}

export function waitingSnapshot(
  consultation: Consultation,
  presence: PresenceOf,
  { viewer, exchange, artistStatus, now, joinPolicy, canRecord }: {
    readonly viewer: Party | null;
    readonly exchange: Exchange;
    /** How the artist is; null if nothing is known. */
    readonly artistStatus: ArtistStatus | null;
    readonly now: Instant;
    readonly joinPolicy: JoinPolicy;
    /** Whether the video service can record at all. */
    readonly canRecord: boolean;
  },
): WaitingSnapshot {
  const recording = recordingOf(consultation);
  const window = joinWindow(consultation, joinPolicy);
  const own = viewer === null ? null : presence[viewer];
  const place = (party: Party): PartyPresence => {
    const here = isHere(presence[party], now);
    return { here, since: here ? isoOrNull(presence[party]?.since) : null };
  };
  return {
    id: consultation.id,
    version: consultation.version,
    state: consultation.state,
    waitingRoomStatus: waitingRoomStatusOf(consultation, presence, { now }),
    client: place("client"),
    artist: place("artist"),
    mediaPreferences: {
      client: mediaPreferencesOf(presence.client),
      artist: mediaPreferencesOf(presence.artist),
    },
    exchange,
    ...(artistStatus === null ? {} : { artistStatus: shown(artistStatus) }),
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
    ...(consultation.state === "no_show" && consultation.came
      ? { came: consultation.came }
      : {}),
    twilioRoomStatus: "twilioRoomStatus" in consultation
      ? consultation.twilioRoomStatus
      : null,
    recording: recordingStatus(consultation, canRecord),
    recorded: isSaved(recording),
    recordingConsents: {
      client: hasConsented(recording, "client"),
      artist: hasConsented(recording, "artist"),
    },
    now: iso(now),
  };
}

function shown(status: ArtistStatus): ShownArtistStatus {
  switch (status.is) {
    case "getting_ready":
      return status;
    case "busy":
      return { is: "busy", until: iso(status.until) };
    case "late": {
      const { due, ...late } = status;
      return due === undefined ? late : { ...late, due: iso(due) };
    }
  }
}

export function recordingStatus(
  consultation: Consultation,
  canRecord: boolean,
): RecordingStatus {
  const recording = recordingOf(consultation);
  if (mayBeRunning(recording)) return "on";
  if (!canRecord) return "unavailable";
  return recording.state === "asked" ? "asked" : "off";
}

/** A consultation that is over or not confirmed has no waiting room, even if pages are still open. */
export function waitingRoomStatusOf(
  consultation: Consultation,
  presence: PresenceOf,
  { now }: { readonly now: Instant },
): WaitingRoomStatus {
  const awaited = consultation.state === "confirmed" ||
    consultation.state === "live";
  return awaited ? waitingRoomStatus(presence, now) : "empty";
}
