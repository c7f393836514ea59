import type { RoomCallback } from "@/lib/adapters/twilio/callback.ts";
import type { RoomEvent } from "@/lib/usecases/receive_room_event.ts";

/** What a callback means to us; null for those that change nothing here. */
export function roomEventOf(callback: RoomCallback): RoomEvent | null {
  const about = {
    roomName: callback.roomName,
    roomSid: callback.roomSid,
    at: callback.timestamp,
    identity: null,
    participantSid: null,
  };
  switch (callback.type) {
    case "participant-connected":
    case "participant-disconnected":
      return {
        ...about,
        what: callback.type === "participant-connected" ? "joined" : "left",
        identity: callback.participantIdentity,
        participantSid: callback.participantSid,
      };
    case "room-ended":
      return { ...about, what: "room_completed" };
    default:
      return null;
  }
}
