import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import type { Instant } from "@/lib/domain/basic/instant.ts";
import { joinOf } from "@/lib/domain/call/attendance.ts";
import type { Event } from "@/lib/domain/consultation/transition.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import { recordAttendance } from "@/lib/usecases/call/record_attendance.ts";
import {
  changeBySystem,
  type ChangeNeeds,
} from "@/lib/usecases/shared/change.ts";
import { syncRecording } from "@/lib/usecases/recording/sync_recording.ts";

/** What a callback of the video service says, independent of the service's format. */
export interface RoomEvent {
  readonly what:
    | "joined"
    | "left"
    | "room_completed"
    | "recording_started"
    | "recording_completed"
    | "recording_failed";
  readonly roomName: string;
  readonly roomSid: string;
  /** `consultation:role`, if the event is about a person. */
  readonly identity: string | null;
  /** The service's id of that person's join. */
  readonly participantSid: string | null;
  /** Milliseconds from joining to leaving, if a leave reports them. */
  readonly durationMs?: number;
  /** The service's id of one track's recording, if the event is about one. */
  readonly recordingSid?: string;
  readonly at: Instant;
}

/**
 * Records who came and went, what was recorded, and that a room is over. A
 * repeat changes nothing, and no event ends a consultation: a dropped socket
 * looks like a leave. At the end of a room, its participant list fills in what
 * no callback reported. A recording that nobody wants is stopped as soon as it
 * is reported.
 */
export async function receiveRoomEvent(
  deps: ChangeNeeds & Pick<Deps, "videoRooms" | "log">,
  event: RoomEvent,
): Promise<void> {
  const id = await deps.consultations.byRoom(event.roomName);
  const meant = id && eventFor(event, id);
  if (!id || !meant) return;
  if (event.what === "room_completed") {
    const known = await recordAttendance(deps, { id, roomSid: event.roomSid });
    const record = (await deps.consultations.get(id))?.value;
    // The sweep still has to look at this one, and will ask again.
    if (!known && record?.state === "ended") return;
  }
  const changed = await changeBySystem(deps, id, { request: meant });
  const aboutRecording = event.recordingSid !== undefined;
  if (aboutRecording && changed.ok && changed.value.changed) {
    await syncRecording(deps, changed.value.next);
  }
}

function eventFor(event: RoomEvent, id: ConsultationId): Event | null {
  if (event.what === "room_completed") {
    return { type: "room_completed", sid: event.roomSid };
  }
  if (event.recordingSid !== undefined) {
    return recordingEventFor(event, event.recordingSid);
  }
  const { participantSid, identity, at } = event;
  if (participantSid === null || identity === null) return null;
  const leftAt = event.what === "left" ? at : null;
  const joinedAt = leftAt === null ? at : at - (event.durationMs ?? 0);
  const join = joinOf(id, { participantSid, identity, joinedAt, leftAt });
  return join && { type: "attended", joins: [join] };
}

function recordingEventFor(
  { what, roomSid }: RoomEvent,
  sid: string,
): Event | null {
  switch (what) {
    case "recording_started":
      return { type: what, roomSid, sid };
    case "recording_completed":
      return { type: "recording_finished", roomSid, sid, outcome: "completed" };
    case "recording_failed":
      return { type: "recording_finished", roomSid, sid, outcome: "failed" };
    default:
      return null;
  }
}
