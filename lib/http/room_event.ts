import type { RoomCallback } from "@/lib/adapters/twilio/callback.ts";
import type { RoomEvent } from "@/lib/usecases/receive_room_event.ts";

/** What a callback means to us; null for those that change nothing here. */
export function roomEventOf(callback: RoomCallback): RoomEvent | null {
  const about = {
    roomName: callback.roomName,
    roomSid: callback.roomSid,
    at: callback.timestamp,
  };
  switch (callback.type) {
    case "participant-connected":
      return {
        ...about,
        what: "joined",
        identity: callback.participantIdentity,
      };
    case "participant-disconnected":
      return { ...about, what: "left", identity: callback.participantIdentity };
    case "room-ended":
      return { ...about, what: "room_completed", identity: null };
    default:
      return null;
  }
}
