import type { RoomUpdate } from "./room_update.ts";
import { complete, leave } from "./members.ts";
import type { Participant } from "./participant.ts";
import { present, type Room } from "./room.ts";

const MINUTE = 60_000;
/** Twilio's maximum lifetime of a room. */
const LONGEST = 24 * 60 * MINUTE;

/** Returns whether `enforce` has anything to do. Times are epoch milliseconds. */
export function isDue(room: Room, now: number): boolean {
  return mustEnd(room, now) ||
    present(room).some((participant) =>
      isLost(participant, now) || isTimeUp(participant, { room, now })
    );
}

/**
 * Applies a room's deadlines: removes participants who did not reconnect in
 * time or stayed too long, and ends a room that is empty, was never used, or is
 * a day old.
 */
export function enforce(changes: RoomUpdate, now: number): void {
  const { room } = changes;
  for (const participant of present(room)) {
    if (isLost(participant, now)) {
      leave(changes, participant, { now });
    } else if (isTimeUp(participant, { room, now })) {
      changes.refuse(participant.sid, 53216);
      leave(changes, participant, { now });
    }
  }
  if (mustEnd(room, now)) complete(changes, now);
}

function isLost(participant: Participant, now: number): boolean {
  return participant.reconnectBy !== null && participant.reconnectBy <= now;
}

function isTimeUp(
  participant: Participant,
  { room, now }: { readonly room: Room; readonly now: number },
): boolean {
  return participant.joinedAt + room.maxParticipantDuration * 1000 <= now;
}

function mustEnd(room: Room, now: number): boolean {
  if (room.status === "completed") return false;
  const minutes = room.used ? room.emptyRoomTimeout : room.unusedRoomTimeout;
  const empty = room.emptySince !== null &&
    room.emptySince + minutes * MINUTE <= now;
  return empty || room.createdAt + LONGEST <= now;
}
