import type { RoomUpdate } from "./room_update.ts";
import { RoomError } from "./errors.ts";
import {
  closing,
  createPeerConnection,
  creation,
  describe,
  type PeerConnectionState,
} from "./signaling/peer_connection.ts";
import type { ClientMessage } from "./signaling/messages.ts";
import { applyClaim, newParticipant, type Participant } from "./participant.ts";
import { negotiate } from "./signaling/negotiation.ts";
import { present, type Room } from "./room.ts";

/**
 * The REST API lists participants who left; someone who keeps joining and
 * leaving must not fill the memory.
 */
const REMEMBERED = 50;

type Message<T extends ClientMessage["type"]> = Extract<
  ClientMessage,
  { type: T }
>;
type Connect = Message<"connect">;

export interface JoinOptions {
  readonly message: Connect;
  readonly now: number;
  /** Whether others wait for this identity's video: such a participant makes the first offer. */
  readonly offersFirst: (identity: string) => boolean;
}

/**
 * Adds a participant. The newcomer brings one PeerConnection with an offer,
 * which goes to the first participant in the room; for all others the newcomer
 * is told to create one. The SDK's answer to an offer has no tracks of its own,
 * they follow in a second round: so the video of the side that offers appears
 * first, and a participant who `offersFirst` is told to create the connection
 * even though the newcomer brings one. The same identity in another tab or
 * after a reload takes over: the older one is disconnected with 53205.
 *
 * @returns the newcomer and the PeerConnections that its `connected` message
 * must list
 * @throws RoomError 53105 when the room is full
 */
export function join(
  changes: RoomUpdate,
  identity: string,
  { message, now, offersFirst }: JoinOptions,
): { newcomer: Participant; links: PeerConnectionState[] } {
  const { room } = changes;
  const before = present(room).find((participant) =>
    participant.identity === identity
  );
  if (present(room).length - (before ? 1 : 0) >= room.maxParticipants) {
    throw new RoomError(53105);
  }
  if (before) {
    changes.refuse(before.sid, 53205);
    leave(changes, before, { now });
  }

  const newcomer = newParticipant({
    identity,
    subscribes: message.subscribes,
    now,
  });
  const peers = present(room);
  forget(room);
  room.participants.push(newcomer);
  room.used = true;
  room.emptySince = null;
  changes.events.push({
    event: "participant-connected",
    participant: newcomer,
  });
  claim(changes, newcomer, message);
  changes.announce(newcomer);
  const follows = !offersFirst(identity);
  const leaders = peers.filter((peer) => follows && offersFirst(peer.identity));
  for (const leader of leaders) {
    const connection = addPeerConnection(room, {
      creator: leader,
      peer: newcomer,
    });
    changes.peerConnection(leader.sid, creation(connection));
  }
  const followers = peers.filter((peer) => !leaders.includes(peer));
  return {
    newcomer,
    links: initialPeerConnections(changes, newcomer, {
      peers: followers,
      message,
    }),
  };
}

function initialPeerConnections(
  changes: RoomUpdate,
  newcomer: Participant,
  { peers, message }: {
    readonly peers: Participant[];
    readonly message: Connect;
  },
): PeerConnectionState[] {
  const connections: PeerConnectionState[] = [];
  const waiting = [...peers];
  for (const { id, description } of message.peerConnections) {
    const offered = description?.type === "offer" &&
      !changes.room.links.some((l) => l.id === id);
    const peer = offered ? waiting.shift() : undefined;
    const connection = createPeerConnection(id, [
      newcomer.sid,
      peer?.sid ?? newcomer.sid,
    ], { createdBy: null });
    if (
      peer &&
      describe(connection, { side: newcomer.sid, description: description! })
    ) {
      changes.room.links.push(connection);
      changes.peerConnection(peer.sid, { id, description: description! });
    } else {
      // Nobody to connect to yet: without this the client keeps an unused
      // PeerConnection.
      connections.push(closing(connection));
    }
  }
  for (const peer of waiting) {
    connections.push(
      creation(addPeerConnection(changes.room, { creator: newcomer, peer })),
    );
  }
  return connections;
}

/** Adds a PeerConnection that `creator` is told to create. */
export function addPeerConnection(
  room: Room,
  { creator, peer }: {
    readonly creator: Participant;
    readonly peer: Participant;
  },
) {
  const connection = createPeerConnection(crypto.randomUUID(), [
    creator.sid,
    peer.sid,
  ], { createdBy: creator.sid });
  room.links.push(connection);
  return connection;
}

/** Applies the client's own state: tracks published, unpublished, muted. */
export function claim(
  changes: RoomUpdate,
  participant: Participant,
  { participant: state }: Pick<Message<"update">, "participant">,
): boolean {
  const news = state && applyClaim(participant, state);
  if (!news || news.length === 0) return false;
  for (const change of news) changes.events.push({ ...change, participant });
  changes.published(participant);
  return true;
}

/** The socket is lost: others see "reconnecting" until the client is back or its time is over. */
export function lose(
  changes: RoomUpdate,
  participant: Participant,
  { reconnectBy }: { readonly reconnectBy: number },
): void {
  if (participant.state !== "connected") return;
  participant.state = "reconnecting";
  participant.reconnectBy = reconnectBy;
  changes.announce(participant);
}

/**
 * A client is back on a new socket. Its message repeats what may have been
 * lost, so it is applied first, as an update would be.
 */
export function regain(
  changes: RoomUpdate,
  participant: Participant,
  message: Message<"sync">,
): void {
  const back = participant.state === "reconnecting";
  participant.state = "connected";
  participant.reconnectBy = null;
  const changed = claim(changes, participant, message);
  negotiate(changes, participant, message);
  if (back || changed) changes.announce(participant);
}

/**
 * Removes a participant: the others get the departure, the tracks and the
 * PeerConnections in one update.
 */
export function leave(
  changes: RoomUpdate,
  participant: Participant,
  { now }: { readonly now: number },
): void {
  if (participant.state === "disconnected") return;
  const { room } = changes;
  participant.state = "disconnected";
  participant.leftAt = now;
  participant.reconnectBy = null;
  changes.announce(participant);
  for (
    const connection of room.links.filter((connection) =>
      connection.sides.includes(participant.sid)
    )
  ) {
    for (const sid of connection.sides) {
      if (sid !== participant.sid) {
        changes.peerConnection(sid, closing(connection));
      }
    }
  }
  room.links = room.links.filter((connection) =>
    !connection.sides.includes(participant.sid)
  );
  for (const other of present(room)) {
    other.withheld = other.withheld.filter((sid) => sid !== participant.sid);
  }
  if (present(room).length === 0) room.emptySince = now;
  changes.events.push({ event: "participant-disconnected", participant });
}

/** Ends the room for everybody; a second end changes nothing. */
export function complete(changes: RoomUpdate, now: number): void {
  const { room } = changes;
  if (room.status === "completed") return;
  for (const participant of present(room)) {
    changes.dismiss(participant.sid, "completed");
    leave(changes, participant, { now });
  }
  room.status = "completed";
  room.endedAt = room.updatedAt = now;
  changes.events.push({ event: "room-ended" });
}

function forget(room: Room): void {
  const gone = room.participants.filter((participant) =>
    participant.state === "disconnected"
  );
  if (gone.length < REMEMBERED) return;
  room.participants = room.participants.filter((participant) =>
    participant !== gone[0]
  );
}
