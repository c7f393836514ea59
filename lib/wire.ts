/**
 * The shapes that cross the wire between the pages and the API. Types only, so
 * that both sides can import them. Instants are ISO 8601 in UTC.
 */
import type { State, TwilioRoomStatus } from "@/lib/domain/consultation.ts";
import type { WindowPhase } from "@/lib/domain/join_window.ts";
import type { Beat, Says } from "@/lib/domain/presence.ts";
import type { RefusalCode } from "@/lib/domain/refusal.ts";
import type { Place, RecordingShown } from "@/lib/domain/waiting_snapshot.ts";

export type { WaitingSnapshot } from "@/lib/domain/waiting_snapshot.ts";

/** The body of every answer that is not 2xx. */
export interface RefusalBody {
  readonly error: {
    readonly code: RefusalCode;
    /** A sentence to show as it is. */
    readonly message: string;
    readonly opensAt?: string;
    readonly closesAt?: string;
    readonly now?: string;
    readonly retryAfterSeconds?: number;
    readonly fields?: Readonly<Record<string, string>>;
    readonly reason?: string;
    readonly textVersion?: string;
  };
}

/** `POST /api/entry/<id>`: the secret of the client's link. */
export interface EntryBody {
  readonly secret: string;
}

/** `POST …/waiting-status`: one heartbeat of one page load. */
export interface BeatBody {
  readonly tab: string;
  readonly event: Beat;
  /** What is left out is as in `UNSAID`. */
  readonly says?: Partial<Says>;
}

/** `POST …/token`. */
export interface TokenBody {
  readonly tab: string;
}

/** What `start-session` and `end-session` answer. */
export interface SessionAnswer {
  readonly id: string;
  readonly state: State;
  readonly sessionStartedAt: string | null;
  readonly sessionEndedAt: string | null;
  readonly twilioRoomName: string | null;
  readonly twilioRoomSid: string | null;
  readonly twilioRoomStatus: TwilioRoomStatus | null;
}

/** `POST …/recording`. `textVersion` goes with `consent`: the words that were read. */
export interface RecordingBody {
  readonly action:
    | "ask"
    | "consent"
    | "withdraw"
    | "start"
    | "stop"
    | "delete"
    | "download";
  readonly textVersion?: string;
}

/** One person's last word on being recorded. */
export interface RecordingDecision {
  readonly given: boolean;
  readonly textVersion: string;
  readonly at: string;
  /** Given, and to the words as they are now. */
  readonly counts: boolean;
}

/** What `recording` answers to `GET` and to every action but `download`. */
export interface RecordingAnswer {
  readonly recording: RecordingShown;
  readonly available: boolean;
  /** Why it is not available, in words to show as they are. */
  readonly reason: string | null;
  readonly text: { readonly version: string; readonly text: string };
  readonly consents: {
    readonly client: RecordingDecision | null;
    readonly artist: RecordingDecision | null;
  };
  readonly recordingSid: string | null;
  /** Is there, or was there, anything to download or to delete? */
  readonly recorded: boolean;
  readonly deletion: "deleting" | "deleted" | null;
  readonly deletedAt: string | null;
}

/** What `recording` answers to `download`: one MP4 of each room, good for ten minutes. */
export interface RecordingDownload {
  readonly urls: readonly string[];
}

/** Codecs in order of preference, or the SDK's own choice. */
export type CodecPreference = readonly string[] | "auto";

/** As in RTCConfiguration.iceServers. */
export interface IceServerAnswer {
  readonly urls: string | readonly string[];
  readonly username?: string;
  readonly credential?: string;
}

/** What `token` answers: all that a page needs to connect. */
export interface TokenAnswer {
  readonly token: string;
  readonly identity: string;
  readonly roomName: string;
  readonly expiresAt: string;
  /** A path on this origin for the embedded rooms; null with Twilio. */
  readonly wsServer: string | null;
  /** With time-limited credentials for this person; null leaves them to Twilio. */
  readonly iceServers: readonly IceServerAnswer[] | null;
  readonly preferredVideoCodecs: {
    readonly mobile: CodecPreference;
    readonly desktop: CodecPreference;
  };
  readonly iceTransportPolicy?: "all" | "relay";
}

/** One consultation in the artist's day. */
export interface DayRow {
  readonly id: string;
  /** As the artist reads it, in the artist's zone: `10:30–11:00`. */
  readonly time: string;
  readonly startsAt: string;
  readonly clientName: string;
  readonly serviceName: string;
  readonly state: State;
  readonly client: Place;
  readonly window: WindowPhase;
  readonly opensAt: string;
  readonly href: string;
}

/** One `snapshot` event of `GET /api/artist/day`. */
export interface DaySnapshot {
  readonly now: string;
  readonly rows: readonly DayRow[];
}

/** What the pages for moving and cancelling a consultation have in common. */
export interface ChangePageProps {
  readonly session: "client" | "artist" | "admin";
  readonly id: string;
  /** As the page shows it: a newer version is not changed by mistake. */
  readonly version: number;
  readonly clientName: string;
  readonly artistName: string;
  readonly serviceName: string;
  readonly zone: string;
  readonly when: string;
  /** Until when a client can change it here, with its zone; null for the studio. */
  readonly until: string | null;
  readonly contactEmail: string;
  /** Why the last try came to nothing. */
  readonly refused: string | null;
  /** The consultation's own page. */
  readonly home: string;
}
