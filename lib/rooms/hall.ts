import { callbackParams, type Callbacks } from "./callbacks.ts";
import { Changes } from "./changes.ts";
import type { Connection } from "./connection.ts";
import { enforce, isDue } from "./deadlines.ts";
import { RoomError } from "./errors.ts";
import { complete, leave } from "./members.ts";
import type { Participant } from "./participant.ts";
import { Registry } from "./registry.ts";
import type { Room, RoomSettings } from "./room.ts";
import type { Keeper } from "./store.ts";

export interface HallParts {
  accountSid: string;
  clock: { now(): number };
  mostRooms: number;
  callbacks: Callbacks;
  keeper: Keeper | null;
}

/** Who speaks through a socket, and where. */
export interface Seat {
  room: Room;
  participant: Participant;
}

/**
 * The rooms and who is connected to them. Every change of a room goes through `change`, which
 * tells the sockets, the status callback and the store; the rules themselves are elsewhere.
 */
export class Hall {
  readonly registry = new Registry();
  readonly #voices = new Map<string, Connection>();
  readonly #seats = new WeakMap<Connection, Seat>();

  constructor(private readonly parts: HallParts) {}

  now(): number {
    return this.parts.clock.now();
  }

  /** @returns null when there are too many rooms already */
  create(settings: RoomSettings): Room | null {
    if (this.registry.inProgress >= this.parts.mostRooms) return null;
    const room = this.registry.create(settings, this.now());
    this.change(
      room,
      (changes) => changes.events.push({ event: "room-created" }),
    );
    return room;
  }

  complete(room: Room): void {
    this.change(room, (changes) => complete(changes, this.now()));
  }

  /** Puts one participant out, without an error. */
  remove(room: Room, participant: Participant): void {
    this.change(room, (changes) => {
      changes.dismiss(participant.sid, "disconnected");
      leave(changes, participant, this.now());
    });
  }

  /** Does one step in a room and tells everybody, except the one who gets its own reply. */
  change<T>(room: Room, work: (changes: Changes) => T, except?: Connection): T {
    const changes = new Changes(room);
    const result = work(changes);
    const { messages, events } = changes.outcome();
    room.updatedAt = this.now();
    for (const { to, body, last } of messages) {
      const voice = this.#voices.get(to);
      if (!voice || voice === except) continue;
      if (last) {
        this.#voices.delete(to);
        voice.end(body);
      } else voice.send(body);
    }
    for (const event of events) {
      const sequence = room.sequence++;
      if (room.statusCallback === null) continue;
      const params = callbackParams(
        this.parts.accountSid,
        room,
        event,
        sequence,
        this.now(),
      );
      this.parts.callbacks.add(room.sid, room.statusCallback, params);
    }
    if (room.status === "completed") this.registry.ended(room);
    this.parts.keeper?.changed(room);
    return result;
  }

  /** From now on the participant is heard through this socket; an older one is dropped. */
  seat(connection: Connection, seat: Seat): void {
    const { participant, room } = seat;
    const before = this.#voices.get(participant.sid);
    this.#voices.set(participant.sid, connection);
    this.#seats.set(connection, seat);
    this.registry.enrol(room, participant);
    if (before && before !== connection) before.abandon();
  }

  /** @throws RoomError 53204 when the socket has no seat, or claims another's session */
  seatOf(connection: Connection, session: string): Seat {
    const seat = this.#seats.get(connection);
    if (seat?.participant.session !== session) throw new RoomError(53204);
    return seat;
  }

  /** The seat of a socket that still is its participant's voice, which ends hereby. */
  rise(connection: Connection): Seat | null {
    const seat = this.#seats.get(connection);
    if (!seat || this.#voices.get(seat.participant.sid) !== connection) {
      return null;
    }
    this.#voices.delete(seat.participant.sid);
    return seat;
  }

  isSeated(connection: Connection): boolean {
    return this.#seats.has(connection);
  }

  /** Forgets all rooms without a word to the store: they are another process's now. */
  abandon(): void {
    this.#voices.clear();
    this.registry.clear();
    this.parts.keeper?.discard();
  }

  /** Does what is due in all rooms. */
  sweep(): void {
    const now = this.now();
    for (const room of this.registry.all()) {
      if (room.status === "completed") continue;
      // Most rooms have nothing due, and must not be stored again and again.
      if (isDue(room, now)) {
        this.change(room, (changes) => enforce(changes, now));
      }
    }
    for (const sid of this.registry.forget(now)) this.parts.keeper?.remove(sid);
  }
}
