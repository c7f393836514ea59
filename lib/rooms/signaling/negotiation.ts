import type { RoomUpdate } from "../room_update.ts";
import {
  addIce,
  answered,
  closing,
  createPeerConnection,
  creation,
  describe,
  lostAnswer,
  otherSide,
  type PeerConnection,
} from "./peer_connection.ts";
import type { PeerConnectionUpdate } from "./messages.ts";
import type { Participant } from "../participant.ts";

/**
 * Applies a client's updates of its PeerConnections and forwards them
 * unchanged, under the same id. Updates of a connection that the client is not
 * part of are ignored: late ones of a closed connection are normal, and those
 * of another participant's connection are an attack.
 */
export function negotiate(
  changes: RoomUpdate,
  participant: Participant,
  { peerConnections }: { readonly peerConnections: PeerConnectionUpdate[] },
): void {
  for (const { id, description, ice } of peerConnections) {
    const connection = changes.room.links.find((connection) =>
      connection.id === id
    );
    if (!connection?.sides.includes(participant.sid)) continue;
    const to = otherSide(connection, participant.sid);
    if (description?.type === "close") {
      replace(changes, { connection, participant });
      continue;
    }
    if (
      description && lostAnswer(connection, {
        side: participant.sid,
        description,
      })
    ) {
      // It has applied an offer that the other side can only roll back: tracks
      // of both would end up in two media sections.
      changes.peerConnection(participant.sid, closing(connection));
      replace(changes, { connection, participant });
      continue;
    }
    const passes = {
      ...(description &&
        take(changes, connection, { participant, description }) &&
        { description }),
      ...(ice && addIce(connection, { side: participant.sid, ice }) && { ice }),
    };
    if (Object.keys(passes).length > 0) {
      changes.peerConnection(to, { id, ...passes });
    }
  }
}

function take(
  changes: RoomUpdate,
  connection: PeerConnection,
  { participant, description }: {
    readonly participant: Participant;
    readonly description: NonNullable<PeerConnectionUpdate["description"]>;
  },
): boolean {
  const first = !answered(connection);
  if (!describe(connection, { side: participant.sid, description })) {
    return false;
  }
  if (first && answered(connection)) release(changes, connection);
  return true;
}

/**
 * A client gave up a PeerConnection (its ICE failed), or an answer was lost,
 * while both are still in the room: they get a new one. Their subscriptions end with the old connection
 * and return with the first answer on the new one, because only then does the
 * SDK create new RemoteTracks; otherwise the video freezes.
 */
function replace(
  changes: RoomUpdate,
  { connection, participant }: {
    readonly connection: PeerConnection;
    readonly participant: Participant;
  },
): void {
  const { room } = changes;
  const peer = room.participants.find(({ sid }) =>
    sid === otherSide(connection, participant.sid)
  );
  room.links = room.links.filter((other) => other !== connection);
  if (!peer) return;
  changes.peerConnection(peer.sid, closing(connection));
  const fresh = createPeerConnection(crypto.randomUUID(), [
    peer.sid,
    participant.sid,
  ], { createdBy: peer.sid });
  room.links.push(fresh);
  changes.peerConnection(peer.sid, creation(fresh));
  withhold(changes, { from: participant, peer });
  withhold(changes, { from: peer, peer: participant });
}

function withhold(
  changes: RoomUpdate,
  { from, peer }: { readonly from: Participant; readonly peer: Participant },
): void {
  if (!from.withheld.includes(peer.sid)) from.withheld.push(peer.sid);
  changes.resubscribe(from);
}

function release(changes: RoomUpdate, connection: PeerConnection): void {
  for (const participant of changes.room.participants) {
    if (!connection.sides.includes(participant.sid)) continue;
    const peer = otherSide(connection, participant.sid);
    if (!participant.withheld.includes(peer)) continue;
    participant.withheld = participant.withheld.filter((sid) => sid !== peer);
    changes.resubscribe(participant);
  }
}
