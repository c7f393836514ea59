import type { ConsultationId } from "@/lib/domain/ids.ts";
import type { Instant } from "@/lib/domain/instant.ts";
import { stayOf } from "@/lib/domain/joins.ts";
import type { Event } from "@/lib/domain/transition.ts";
import type { Deps } from "@/lib/ports.ts";
import { noteAttendance } from "./note_attendance.ts";
import { change, type ChangeNeeds, reader } from "./change.ts";
import { settleRecording } from "./settle_recording.ts";

/** What a callback of the video service says, without the service's own words. */
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
  /** `consultation:role`, where the event is about a person. */
  readonly identity: string | null;
  /** The service's id of that person's stay. */
  readonly participantSid: string | null;
  /** Milliseconds from joining to leaving, where a leave tells of them. */
  readonly stayed?: number;
  /** The service's id of one track's recording, where the event is about one. */
  readonly recordingSid?: string;
  readonly at: Instant;
}

/**
 * Records who came and went, what was recorded, and that a room is over. A repeat
 * changes nothing, and no event ends a consultation: a dropped socket looks like a
 * leaver. With the end of a room, its list of people fills in what was not heard
 * of. A recording that nobody wants is stopped as soon as it is heard of.
 */
export async function receiveRoomEvent(
  deps: ChangeNeeds & Pick<Deps, "videoRooms" | "log">,
  event: RoomEvent,
): Promise<void> {
  const id = await deps.consultations.byRoom(event.roomName);
  const meant = id && meaning(event, id);
  if (!id || !meant) return;
  if (event.what === "room_completed") {
    const known = await noteAttendance(deps, id, event.roomSid);
    const record = (await deps.consultations.get(id))?.value;
    // The sweep still has to look at this one, and will ask again.
    if (!known && record?.state === "ended") return;
  }
  const changed = await change(deps, reader(deps, id), meant);
  const aboutRecording = event.recordingSid !== undefined;
  if (aboutRecording && changed.ok && changed.value.changed) {
    await settleRecording(deps, id);
  }
}

function meaning(event: RoomEvent, id: ConsultationId): Event | null {
  if (event.what === "room_completed") {
    return { type: "room_completed", sid: event.roomSid };
  }
  if (event.recordingSid !== undefined) {
    return recordingMeaning(event, event.recordingSid);
  }
  const { participantSid, identity, at } = event;
  if (participantSid === null || identity === null) return null;
  const leftAt = event.what === "left" ? at : null;
  const joinedAt = leftAt === null ? at : at - (event.stayed ?? 0);
  const stay = stayOf(id, { participantSid, identity, joinedAt, leftAt });
  return stay && { type: "attended", stays: [stay] };
}

function recordingMeaning(
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
