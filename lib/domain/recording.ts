import { type Instant, MINUTE } from "./instant.ts";
import type { Party } from "./presence.ts";
import { RECORDING_CONSENT } from "./recording_consent.ts";
import { type Refusal, refuse } from "./refusal.ts";

/**
 * `starting` and `stopping` are decided and not yet confirmed by the video
 * service: in both it may be recording, and so it does as far as anyone is told.
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
  /** Of the words that were decided upon (`recording_consent.ts`). */
  readonly textVersion: string;
  readonly at: Instant;
}

/** The service records each track by itself. `completed` and `failed` are final. */
export interface TrackRecording {
  readonly sid: string;
  readonly status: "started" | "completed" | "failed";
}

export interface Recording {
  readonly state: RecordingState;
  /** Oldest first; the last of a person counts. */
  readonly consents: readonly Consent[];
  /** Every room that may hold something: what to fetch, and what to delete. */
  readonly roomSids: readonly string[];
  readonly tracks: readonly TrackRecording[];
  /** When a start was decided whose answer is not known: it may yet take effect. */
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
  /** The decision to record; the service is asked after it is written. */
  | { readonly type: "recording_start" }
  /** The service records. Its callback names a track's recording, its answer none. */
  | {
    readonly type: "recording_started";
    readonly roomSid: string;
    readonly sid: string | null;
  }
  /** The service has refused for good: nothing can take effect later. */
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

/** Longer than a request to start can be under way, its retries included. */
export const START_MAY_LAND = MINUTE;

/** More than people decide or publish in a visit, and far from what a record can hold. */
const KEPT = 100;

/** The person's agreement to the present words, if it stands. */
export function agrees(recording: Recording, party: Party): boolean {
  const last = recording.consents.findLast((one) => one.party === party);
  return last !== undefined && last.given &&
    last.textVersion === RECORDING_CONSENT.version;
}

/** Without both agreements nothing is recorded: this is the only place that says so. */
export function mayRecord(recording: Recording): boolean {
  return agrees(recording, "client") && agrees(recording, "artist");
}

/** Could the service be recording at this moment, for all we know? */
export function mayBeRunning({ state }: Recording): boolean {
  return state === "starting" || state === "on" || state === "stopping";
}

/** Is there something of it, for all we know, that nobody has had deleted? */
export function isKept({ state, roomSids }: Recording): boolean {
  return roomSids.length > 0 && state !== "deleting" && state !== "deleted";
}

/** What an event does in a live session; the very same object where it does nothing. */
export function recordingWhileLive(
  recording: Recording,
  event: RecordingEvent,
  at: {
    readonly now: Instant;
    /** The room in progress, if there is one. */
    readonly roomSid: string | null;
  },
): Recording | Refusal {
  const { state } = recording;
  switch (event.type) {
    case "recording_asked":
      return state === "off" ? { ...recording, state: "asked" } : recording;
    case "consent_given":
      if (event.textVersion !== RECORDING_CONSENT.version) {
        return refuse("consent_outdated", {
          textVersion: RECORDING_CONSENT.version,
        });
      }
      return agrees(recording, event.party)
        ? recording
        : withConsent(recording, event.party, true, at.now);
    case "consent_withdrawn":
      return stopping(withdrawn(recording, event.party, at.now));
    case "recording_start":
      if (state === "starting" || state === "on") return recording;
      if (!mayRecord(recording)) return refuse("recording_not_consented");
      if (at.roomSid === null) {
        return refuse("room_not_ready", { retryAfterSeconds: 2 });
      }
      if (state === "stopping") {
        return refuse("recording_stopping", { retryAfterSeconds: 2 });
      }
      return {
        ...withRoom(recording, at.roomSid),
        state: "starting",
        startPending: at.now,
      };
    case "recording_started":
      return event.roomSid === at.roomSid
        ? running(noted(recording, event.roomSid, event.sid, "started"))
        : noted(recording, event.roomSid, event.sid, "started");
    case "recording_start_failed":
      return state === "starting" || recording.startPending !== null
        ? { ...stopping(recording), startPending: null }
        : recording;
    case "recording_stop":
      return stopping(recording);
    case "recording_stopped":
      return state === "stopping" && !mayYetStart(recording, at.now)
        ? { ...recording, state: "off", startPending: null }
        : recording;
    case "recording_finished":
      return noted(recording, event.roomSid, event.sid, event.outcome);
    case "recording_delete":
      return refuse("recording_in_progress");
    case "recording_deleted":
      return recording;
  }
}

/** The same after the end, when nothing can be agreed or started any more. */
export function recordingAfterEnd(
  recording: Recording,
  event: RecordingEvent,
  at: { readonly now: Instant },
): Recording | Refusal {
  const { state } = recording;
  switch (event.type) {
    case "recording_asked":
    case "consent_given":
    case "consent_withdrawn":
    case "recording_start":
      return refuse("consultation_ended");
    case "recording_started":
    case "recording_finished":
      // What is told of after a deletion was not there to be deleted.
      if (state === "deleted") return { ...recording, state: "deleting" };
      if (state === "deleting") return recording;
      return noted(
        recording,
        event.roomSid,
        event.sid,
        event.type === "recording_started" ? "started" : event.outcome,
      );
    case "recording_start_failed":
    case "recording_stop":
    case "recording_stopped":
      // The room's own end is what stops it now.
      return recording;
    case "recording_delete":
      if (state === "deleting" || state === "deleted") return recording;
      return recording.roomSids.length === 0
        ? refuse("recording_not_found")
        : { ...recording, state: "deleting" };
    case "recording_deleted":
      return state === "deleting"
        ? { ...recording, state: "deleted", tracks: [], deletedAt: at.now }
        : recording;
  }
}

/** No room, no recording: it has ended with its room, whatever was decided. */
export function recordingWithoutRoom(recording: Recording): Recording {
  return mayBeRunning(recording)
    ? { ...recording, state: "off", startPending: null }
    : recording;
}

/** The session is over: what may run has to stop, and a question needs no answer. */
export function recordingAtEnd(recording: Recording): Recording {
  return stopping(recording);
}

/** Stopping is always allowed; a question that was asked is taken back. */
function stopping(recording: Recording): Recording {
  switch (recording.state) {
    case "starting":
    case "on":
      return { ...recording, state: "stopping" };
    case "asked":
      return { ...recording, state: "off" };
    default:
      return recording;
  }
}

/** The service says that it records: right only if that was decided and still holds. */
function running(recording: Recording): Recording {
  switch (recording.state) {
    case "starting":
      return {
        ...recording,
        state: mayRecord(recording) ? "on" : "stopping",
        startPending: null,
      };
    case "off":
    case "asked":
      return { ...recording, state: "stopping", startPending: null };
    default:
      return recording.startPending === null
        ? recording
        : { ...recording, startPending: null };
  }
}

function mayYetStart({ startPending }: Recording, now: Instant): boolean {
  return startPending !== null && now < startPending + START_MAY_LAND;
}

function withdrawn(
  recording: Recording,
  party: Party,
  now: Instant,
): Recording {
  const last = recording.consents.findLast((one) => one.party === party);
  return last !== undefined && !last.given
    ? recording
    : withConsent(recording, party, false, now);
}

function withConsent(
  recording: Recording,
  party: Party,
  given: boolean,
  at: Instant,
): Recording {
  const textVersion = RECORDING_CONSENT.version;
  const consent: Consent = { party, given, textVersion, at };
  const consents = [...recording.consents, consent];
  if (consents.length <= KEPT) return { ...recording, consents };
  // Someone who changes their mind without end must not fill the record, nor
  // push out what the other has said.
  const excess = consents.findIndex((one) => one.party === party);
  return { ...recording, consents: consents.toSpliced(excess, 1) };
}

function withRoom(recording: Recording, roomSid: string): Recording {
  return recording.roomSids.includes(roomSid)
    ? recording
    : { ...recording, roomSids: [...recording.roomSids, roomSid] };
}

/** A track's recording as the service tells it: late, twice and out of order. */
function noted(
  recording: Recording,
  roomSid: string,
  sid: string | null,
  status: TrackRecording["status"],
): Recording {
  const known = withRoom(recording, roomSid);
  if (sid === null) return known;
  const before = known.tracks.find((track) => track.sid === sid);
  if (before && (before.status !== "started" || status === "started")) {
    return known;
  }
  const others = known.tracks.filter((track) => track !== before);
  return { ...known, tracks: [...others, { sid, status }].slice(-KEPT) };
}
