import type { ConsultationId } from "@/lib/domain/ids.ts";
import type { Instant } from "@/lib/domain/instant.ts";
import type { Event } from "@/lib/domain/transition.ts";
import type { Deps } from "@/lib/ports.ts";
import { change, reader } from "./change.ts";
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
  /** The service's id of one track's recording, where the event is about one. */
  readonly recordingSid?: string;
  readonly at: Instant;
}

/**
 * Records who came and went, what was recorded, and that a room is over. A repeat
 * changes nothing, and no event ends a consultation: a dropped socket looks like a
 * leaver. A recording that nobody wants is stopped as soon as it is heard of.
 */
export async function receiveRoomEvent(
  deps: Pick<
    Deps,
    "consultations" | "clock" | "joinPolicy" | "videoRooms" | "log"
  >,
  event: RoomEvent,
): Promise<void> {
  const id = await deps.consultations.byRoom(event.roomName);
  const meant = id && meaning(event, id);
  if (!id || !meant) return;
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
  const { participantSid, at } = event;
  if (participantSid === null) return null;
  if (event.what === "left") return { type: "left", participantSid, at };
  // Whoever is in the room without a token of ours is neither of the two.
  const [of, party] = event.identity?.split(":") ?? [];
  if (of !== id) return null;
  if (party !== "client" && party !== "artist") return null;
  return { type: "joined", party, participantSid, at };
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
