import type { RoomCallback } from "@/lib/adapters/twilio/callback.ts";
import { SECOND } from "@/lib/domain/basic/instant.ts";
import type { RoomEvent } from "@/lib/usecases/reconcile/receive_room_event.ts";

const RECORDING = {
  "recording-started": "recording_started",
  "recording-completed": "recording_completed",
  "recording-failed": "recording_failed",
} as const;

/** Translates a callback into an event; null for callbacks that change nothing here. */
export function roomEventOf(callback: RoomCallback): RoomEvent | null {
  const { roomName, roomSid, timestamp: at } = callback;
  switch (callback.type) {
    case "participant-connected":
    case "participant-disconnected":
      return {
        what: callback.type === "participant-connected" ? "joined" : "left",
        roomName,
        roomSid,
        at,
        identity: callback.participantIdentity,
        participantSid: callback.participantSid,
        ...(callback.type === "participant-disconnected" &&
            callback.participantDuration !== null
          ? { durationMs: callback.participantDuration * SECOND }
          : {}),
      };
    case "room-ended":
      return {
        what: "room_completed",
        roomName,
        roomSid,
        at,
        identity: null,
        participantSid: null,
      };
    case "recording-started":
    case "recording-completed":
    case "recording-failed":
      return {
        what: RECORDING[callback.type],
        roomName,
        roomSid,
        at,
        identity: null,
        participantSid: null,
        recordingSid: callback.recordingSid,
      };
    default:
      return null;
  }
}
