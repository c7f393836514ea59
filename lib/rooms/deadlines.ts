import type { Changes } from "./changes.ts";
import { complete, leave } from "./members.ts";
import type { Participant } from "./participant.ts";
import { present, type Room } from "./room.ts";

const MINUTE = 60_000;
/** No room of Twilio's lives longer. */
const LONGEST = 24 * 60 * MINUTE;

/** Is there anything for `enforce` to do? Times are epoch milliseconds. */
export function isDue(room: Room, now: number): boolean {
  return mustEnd(room, now) ||
    present(room).some((participant) =>
      isLost(participant, now) || isTimeUp(room, participant, now)
    );
}

/**
 * Does what is due in a room: departures of those who did not come back in time or stayed
 * too long, and the end of a room that is empty, was never used, or is a day old.
 */
export function enforce(changes: Changes, now: number): void {
  const { room } = changes;
  for (const participant of present(room)) {
    if (isLost(participant, now)) {
      leave(changes, participant, now);
    } else if (isTimeUp(room, participant, now)) {
      changes.refuse(participant.sid, 53216);
      leave(changes, participant, now);
    }
  }
  if (mustEnd(room, now)) complete(changes, now);
}

function isLost(participant: Participant, now: number): boolean {
  return participant.reconnectBy !== null && participant.reconnectBy <= now;
}

function isTimeUp(room: Room, participant: Participant, now: number): boolean {
  return participant.joinedAt + room.maxParticipantDuration * 1000 <= now;
}

function mustEnd(room: Room, now: number): boolean {
  if (room.status === "completed") return false;
  const minutes = room.used ? room.emptyRoomTimeout : room.unusedRoomTimeout;
  const empty = room.emptySince !== null &&
    room.emptySince + minutes * MINUTE <= now;
  return empty || room.createdAt + LONGEST <= now;
}
