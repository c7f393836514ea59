import type { Instant } from "@/lib/domain/basic/instant.ts";
import { type Refusal, refuse } from "@/lib/domain/basic/refusal.ts";
import {
  hasConsented,
  mayBeRunning,
  mayRecord,
  type Recording,
  type RecordingEvent,
} from "./recording.ts";
import {
  mayYetStart,
  running,
  stopping,
  withConsent,
  withdrawn,
  withRoom,
  withTrackStatus,
} from "./recording_changes.ts";
import { RECORDING_CONSENT } from "./recording_consent.ts";

/** Applies an event in a live session; returns the same object if it changes nothing. */
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
      return hasConsented(recording, event.party)
        ? recording
        : withConsent(recording, {
          party: event.party,
          given: true,
          at: at.now,
        });
    case "consent_withdrawn":
      return stopping(
        withdrawn(recording, { party: event.party, now: at.now }),
      );
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
        ? running(
          withTrackStatus(recording, { ...event, status: "started" }),
        )
        : withTrackStatus(recording, { ...event, status: "started" });
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
      return withTrackStatus(recording, { ...event, status: event.outcome });
    case "recording_delete":
      return refuse("recording_in_progress");
    case "recording_deleted":
      return recording;
  }
}

/** Applies an event after the end, when nothing can be agreed or started any more. */
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
      // A report after a deletion concerns something that was not there to be
      // deleted.
      if (state === "deleted") return { ...recording, state: "deleting" };
      if (state === "deleting") return recording;
      return withTrackStatus(recording, {
        ...event,
        status: event.type === "recording_started" ? "started" : event.outcome,
      });
    case "recording_start_failed":
    case "recording_stop":
    case "recording_stopped":
      // The end of the room stops the recording.
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

/** Without a room there is no recording: it ended with its room, whatever was decided. */
export function recordingWithoutRoom(recording: Recording): Recording {
  return mayBeRunning(recording)
    ? { ...recording, state: "off", startPending: null }
    : recording;
}

/** The session is over: a running recording must stop, and an open question needs no answer. */
export function recordingAtEnd(recording: Recording): Recording {
  return stopping(recording);
}
