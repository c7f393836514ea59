import { type Instant, MINUTE } from "@/lib/domain/basic/instant.ts";
import type { Party } from "@/lib/domain/call/presence.ts";
import { RECORDING_CONSENT } from "./recording_consent.ts";

/**
 * `starting` and `stopping` are decided but not yet confirmed by the video
 * service: in both it may be recording, and people are told so.
 */
export type RecordingState =
  | "off"
  | "asked"
  | "starting"
  | "on"
  | "stopping"
  | "deleting"
  | "deleted";

/** One decision of one person, for or against. */
export interface Consent {
  readonly party: Party;
  readonly given: boolean;
  /** The version of the text that was decided on (`recording_consent.ts`). */
  readonly textVersion: string;
  readonly at: Instant;
}

/** The service records each track separately. `completed` and `failed` are final. */
export interface TrackRecording {
  readonly sid: string;
  readonly status: "started" | "completed" | "failed";
}

export interface Recording {
  readonly state: RecordingState;
  /** Oldest first; a person's last decision counts. */
  readonly consents: readonly Consent[];
  /** Every room that may contain a recording: what to fetch, and what to delete. */
  readonly roomSids: readonly string[];
  readonly tracks: readonly TrackRecording[];
  /** When a start was decided whose result is not known: it may still take effect. */
  readonly startPending: Instant | null;
  readonly deletedAt: Instant | null;
}

export const NO_RECORDING: Recording = {
  state: "off",
  consents: [],
  roomSids: [],
  tracks: [],
  startPending: null,
  deletedAt: null,
};

export type RecordingEvent =
  | { readonly type: "recording_asked" }
  | {
    readonly type: "consent_given";
    readonly party: Party;
    readonly textVersion: string;
  }
  | { readonly type: "consent_withdrawn"; readonly party: Party }
  /** The decision to record; the service is called after it is written. */
  | { readonly type: "recording_start" }
  /** The service is recording. Its callback names a track recording, its answer does not. */
  | {
    readonly type: "recording_started";
    readonly roomSid: string;
    readonly sid: string | null;
  }
  /** The service has refused permanently: nothing can take effect later. */
  | { readonly type: "recording_start_failed" }
  | { readonly type: "recording_stop" }
  | { readonly type: "recording_stopped" }
  | {
    readonly type: "recording_finished";
    readonly roomSid: string;
    readonly sid: string;
    readonly outcome: "completed" | "failed";
  }
  | { readonly type: "recording_delete" }
  | { readonly type: "recording_deleted" };

/** Longer than a start request can take, including retries. */
export const START_TIMEOUT = MINUTE;

/** The person's consent to the current text, if it is in force. */
export function hasConsented(recording: Recording, party: Party): boolean {
  const last = recording.consents.findLast((one) => one.party === party);
  return last !== undefined && last.given &&
    last.textVersion === RECORDING_CONSENT.version;
}

/** Without both consents nothing is recorded: this is the only place that decides it. */
export function mayRecord(recording: Recording): boolean {
  return hasConsented(recording, "client") && hasConsented(recording, "artist");
}

/** Returns whether the service could be recording now, as far as we know. */
export function mayBeRunning({ state }: Recording): boolean {
  return state === "starting" || state === "on" || state === "stopping";
}

/** Returns whether something may be stored that nobody has deleted. */
export function isSaved({ state, roomSids }: Recording): boolean {
  return roomSids.length > 0 && state !== "deleting" && state !== "deleted";
}
