import {
  type Ended,
  type Erased,
  type Live,
  recordingOf,
} from "./consultation.ts";
import type { Instant } from "./instant.ts";
import {
  recordingAfterEnd,
  type RecordingEvent,
  recordingWhileLive,
} from "./recording.ts";
import type { Refusal } from "./refusal.ts";

/** A session after news of its recording; the very same where they change nothing. */
export function withRecording<S extends Live | Ended>(
  session: S,
  event: RecordingEvent,
  now: Instant,
): S | Refusal {
  const before = recordingOf(session);
  const next = session.state === "ended"
    ? recordingAfterEnd(before, event, { now })
    : recordingWhileLive(before, event, {
      now,
      roomSid: session.twilioRoomStatus === "in-progress"
        ? session.twilioRoomSid
        : null,
    });
  if ("ok" in next) return next;
  if (next === before) return session;
  return {
    ...session,
    recording: next,
    recordingSid: sidAfter(session, event),
  };
}

/**
 * News of what an erased consultation has left at the video service: whatever is
 * told of is to be deleted, however late the news.
 */
export function withRemains(
  erased: Erased,
  event: Extract<
    RecordingEvent,
    { type: "recording_started" | "recording_finished" | "recording_deleted" }
  >,
  now: Instant,
): Erased {
  const { recording } = erased;
  const { state, roomSids } = recording;
  if (event.type === "recording_deleted") {
    return state === "deleting"
      ? {
        ...erased,
        recording: { ...recording, state: "deleted", deletedAt: now },
      }
      : erased;
  }
  const known = roomSids.includes(event.roomSid);
  if (state === "deleting" && known) return erased;
  return {
    ...erased,
    recording: {
      ...recording,
      state: "deleting",
      roomSids: known ? roomSids : [...roomSids, event.roomSid],
    },
  };
}

/** The first that was told of stays, whatever is told later, until it is deleted. */
function sidAfter(
  session: Live | Ended,
  event: RecordingEvent,
): string | null {
  const { recordingSid } = session;
  switch (event.type) {
    case "recording_started":
    case "recording_finished":
      return recordingOf(session).deletedAt === null
        ? recordingSid ?? event.sid
        : recordingSid;
    case "recording_deleted":
      return null;
    default:
      return recordingSid;
  }
}
