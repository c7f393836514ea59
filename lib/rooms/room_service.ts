import { callbackParams, type Callbacks } from "./rest/callbacks.ts";
import { RoomUpdate } from "./room_update.ts";
import type { Connection } from "./signaling/connection.ts";
import { enforce, isDue } from "./deadlines.ts";
import { RoomError } from "./errors.ts";
import { complete, leave } from "./members.ts";
import type { Participant } from "./participant.ts";
import { Registry } from "./registry.ts";
import type { Room, RoomSettings } from "./room.ts";
import type { RoomPersistence } from "./store.ts";

export interface RoomServiceParts {
  accountSid: string;
  clock: { now(): number };
  mostRooms: number;
  callbacks: Callbacks;
  persistence: RoomPersistence | null;
}

/** The participant and room of a connection. */
export interface Membership {
  room: Room;
  participant: Participant;
}

/**
 * The rooms and their connections. Every change of a room goes through
 * `change`, which updates the sockets, the status callbacks and the store; the
 * rules are elsewhere.
 */
export class RoomService {
  readonly registry = new Registry();
  readonly #connections = new Map<string, Connection>();
  readonly #memberships = new WeakMap<Connection, Membership>();

  constructor(private readonly parts: RoomServiceParts) {}

  now(): number {
    return this.parts.clock.now();
  }

  /** @returns null when there are too many rooms */
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

  /** Disconnects one participant, without an error. */
  remove(room: Room, participant: Participant): void {
    this.change(room, (changes) => {
      changes.dismiss(participant.sid, "disconnected");
      leave(changes, participant, { now: this.now() });
    });
  }

  /**
   * Performs one step in a room and updates everyone except the participant who
   * gets a reply of their own.
   */
  change<T>(
    room: Room,
    work: (changes: RoomUpdate) => T,
    { except }: { readonly except?: Connection } = {},
  ): T {
    const changes = new RoomUpdate(room);
    const result = work(changes);
    const { messages, events } = changes.result();
    room.updatedAt = this.now();
    for (const { to, body, last } of messages) {
      const connection = this.#connections.get(to);
      if (!connection || connection === except) continue;
      if (last) {
        this.#connections.delete(to);
        connection.end(body);
      } else connection.send(body);
    }
    for (const event of events) {
      const sequence = room.sequence++;
      if (room.statusCallback === null) continue;
      const params = callbackParams(room, event, {
        accountSid: this.parts.accountSid,
        sequence,
        now: this.now(),
      });
      this.parts.callbacks.add(room.sid, { url: room.statusCallback, params });
    }
    if (room.status === "completed") this.registry.ended(room);
    this.parts.persistence?.changed(room);
    return result;
  }

  /** Makes this socket the participant's connection; an older one is dropped. */
  attach(connection: Connection, membership: Membership): void {
    const { participant, room } = membership;
    const before = this.#connections.get(participant.sid);
    this.#connections.set(participant.sid, connection);
    this.#memberships.set(connection, membership);
    this.registry.enrol(room, participant);
    if (before && before !== connection) before.abandon();
  }

  /**
   * @throws RoomError 53204 when the socket has no membership, or claims
   * another participant's session
   */
  membershipOf(connection: Connection, session: string): Membership {
    const membership = this.#memberships.get(connection);
    if (membership?.participant.session !== session) throw new RoomError(53204);
    return membership;
  }

  /** Detaches the socket; null if a newer one has replaced it. */
  detach(connection: Connection): Membership | null {
    const membership = this.#memberships.get(connection);
    if (
      !membership ||
      this.#connections.get(membership.participant.sid) !== connection
    ) {
      return null;
    }
    this.#connections.delete(membership.participant.sid);
    return membership;
  }

  isAttached(connection: Connection): boolean {
    return this.#memberships.has(connection);
  }

  /** Applies the deadlines of all rooms. */
  sweep(): void {
    const now = this.now();
    for (const room of this.registry.all()) {
      if (room.status === "completed") continue;
      // Most rooms have nothing due, and must not be stored on each pass.
      if (isDue(room, now)) {
        this.change(room, (changes) => enforce(changes, now));
      }
    }
    for (const sid of this.registry.forget(now)) {
      this.parts.persistence?.remove(sid);
    }
  }
}
