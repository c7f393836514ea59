import type { ConsultationId } from "@/lib/domain/ids.ts";
import type { Instant } from "@/lib/domain/instant.ts";
import type { Event } from "@/lib/domain/transition.ts";
import type { Deps } from "@/lib/ports.ts";
import { change, reader } from "./change.ts";

/** What a callback of the video service says, without the service's own words. */
export interface RoomEvent {
  readonly what: "joined" | "left" | "room_completed";
  readonly roomName: string;
  readonly roomSid: string;
  /** `consultation:role`, where the event is about a person. */
  readonly identity: string | null;
  /** The service's id of that person's stay. */
  readonly participantSid: string | null;
  readonly at: Instant;
}

/**
 * Records who came and went, and that a room is over. A repeat changes nothing,
 * and no event ends a consultation: a dropped socket looks like a leaver.
 */
export async function receiveRoomEvent(
  deps: Pick<Deps, "consultations" | "clock" | "joinPolicy">,
  event: RoomEvent,
): Promise<void> {
  const id = await deps.consultations.byRoom(event.roomName);
  const meant = id && meaning(event, id);
  if (id && meant) await change(deps, reader(deps, id), meant);
}

function meaning(event: RoomEvent, id: ConsultationId): Event | null {
  if (event.what === "room_completed") {
    return { type: "room_completed", sid: event.roomSid };
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
