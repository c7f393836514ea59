import {
  type Ended,
  type Erased,
  type Live,
  recordingOf,
} from "@/lib/domain/consultation/consultation.ts";
import type { Instant } from "@/lib/domain/basic/instant.ts";
import type { RecordingEvent } from "./recording.ts";
import { recordingAfterEnd, recordingWhileLive } from "./recording_events.ts";
import type { Refusal } from "@/lib/domain/basic/refusal.ts";

/** A session after a recording update; the same object if nothing changes. */
export function withRecording<S extends Live | Ended>(
  session: S,
  event: RecordingEvent,
  { now }: { readonly now: Instant },
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
 * Updates of what an erased consultation left at the video service: everything
 * reported is deleted, however late.
 */
export function withLeftoverRecording(
  erased: Erased,
  event: Extract<
    RecordingEvent,
    { type: "recording_started" | "recording_finished" | "recording_deleted" }
  >,
  { now }: { readonly now: Instant },
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

/** The first reported sid stays, whatever is reported later, until it is deleted. */
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
