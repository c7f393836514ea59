import type { PeerConnection } from "./signaling/peer_connection.ts";
import type { Participant } from "./participant.ts";
import { newSid } from "./sid.ts";

/** The settings that Twilio's REST API accepts for a new room; units are Twilio's. */
export interface RoomSettings {
  uniqueName: string;
  type: string;
  maxParticipants: number;
  /** Minutes that a room stays open after the last participant left. */
  emptyRoomTimeout: number;
  /** Minutes that a room stays open when nobody joins. */
  unusedRoomTimeout: number;
  /** Seconds that one participant may stay. */
  maxParticipantDuration: number;
  statusCallback: string | null;
}

/** A room as plain data, so that it can be stored. Times are epoch milliseconds. */
export interface Room extends RoomSettings {
  sid: string;
  status: "in-progress" | "completed";
  createdAt: number;
  updatedAt: number;
  endedAt: number | null;
  /** Since when the room is empty; null while someone is in it. */
  emptySince: number | null;
  used: boolean;
  /** The SequenceNumber of the next status callback. */
  sequence: number;
  /** Includes participants who left, for the REST API. */
  participants: Participant[];
  links: PeerConnection[];
}

export function newRoom(settings: RoomSettings, now: number): Room {
  return {
    ...settings,
    uniqueName: settings.uniqueName,
    sid: newSid("RM"),
    status: "in-progress",
    createdAt: now,
    updatedAt: now,
    endedAt: null,
    emptySince: now,
    used: false,
    sequence: 0,
    participants: [],
    links: [],
  };
}

/** Participants in the room, including those whose socket is lost. */
export function present(room: Room): Participant[] {
  return room.participants.filter((participant) =>
    participant.state !== "disconnected"
  );
}

export function others(room: Room, participant: Participant): Participant[] {
  return present(room).filter((other) => other !== participant);
}

/** Everything that `to` receives: a complete list, as the SDK wants it. */
export function subscriptions(
  room: Room,
  to: Participant,
): Record<string, unknown> {
  const tracks = !to.subscribes ? [] : others(room, to)
    .filter((other) => !to.withheld.includes(other.sid))
    .flatMap((other) =>
      other.tracks.map(({ id, sid }) => ({ id, sid, state: "ready" }))
    );
  return { revision: to.subscribed, tracks };
}
