import { newRoom, present, type Room, type RoomSettings } from "./room.ts";
import type { Participant } from "./participant.ts";

/** How long an ended room is kept: for the REST API, and to answer late clients with 53118. */
const REMEMBER_MS = 60 * 60 * 1000;
const REMEMBER_MOST = 1000;

/** All rooms of a process, found by sid, by name while in progress, and by session. */
export class Registry {
  readonly #rooms = new Map<string, Room>();
  readonly #names = new Map<string, string>();
  readonly #sessions = new Map<string, { room: string; participant: string }>();

  create(settings: RoomSettings, now: number): Room {
    const room = newRoom(settings, now);
    if (room.uniqueName === "") room.uniqueName = room.sid;
    this.add(room);
    return room;
  }

  add(room: Room): void {
    this.#rooms.set(room.sid, room);
    if (room.status === "in-progress") {
      this.#names.set(room.uniqueName, room.sid);
    }
    for (const participant of room.participants) this.enrol(room, participant);
  }

  enrol(room: Room, participant: Participant): void {
    this.#sessions.set(participant.session, {
      room: room.sid,
      participant: participant.sid,
    });
  }

  /** By sid, or by name while it is in progress, as Twilio does. */
  find(sidOrName: string): Room | null {
    const sid = this.#names.get(sidOrName) ?? sidOrName;
    return this.#rooms.get(sid) ?? null;
  }

  session(session: string): { room: Room; participant: Participant } | null {
    const known = this.#sessions.get(session);
    const room = known && this.#rooms.get(known.room);
    const participant = room?.participants.find(({ sid }) =>
      sid === known?.participant
    );
    return room && participant ? { room, participant } : null;
  }

  /** Frees the name as soon as the room has ended. */
  ended(room: Room): void {
    if (this.#names.get(room.uniqueName) === room.sid) {
      this.#names.delete(room.uniqueName);
    }
  }

  /** Newest first, as the REST API lists them. */
  all(): Room[] {
    return [...this.#rooms.values()].reverse();
  }

  get inProgress(): number {
    return this.#names.size;
  }

  /** Removes rooms that ended long ago. @returns the removed sids */
  forget(now: number): string[] {
    const ended = [...this.#rooms.values()].filter((room) =>
      room.endedAt !== null
    );
    const gone = ended.filter((room, index) =>
      now - room.endedAt! > REMEMBER_MS || index < ended.length - REMEMBER_MOST
    );
    for (const room of gone) {
      this.#rooms.delete(room.sid);
      for (const { session } of room.participants) {
        this.#sessions.delete(session);
      }
    }
    return gone.map((room) => room.sid);
  }

  count(): { rooms: number; participants: number } {
    let participants = 0;
    for (const sid of this.#names.values()) {
      participants += present(this.#rooms.get(sid)!).length;
    }
    return { rooms: this.#names.size, participants };
  }
}
