import { type Participant, publishedView, view } from "./participant.ts";
import { others, type Room, subscriptions } from "./room.ts";
import {
  type PeerConnectionState,
  resume,
} from "./signaling/peer_connection.ts";

/** What the reply to `connect` and `sync` contains besides the room's state. */
export interface RoomStateOptions {
  readonly type: "connected" | "synced";
  readonly connections: readonly PeerConnectionState[];
  /** Seconds that a client may be without its socket; the SDK tries to reconnect for the same time. */
  readonly sessionTimeout: number;
}

/** The whole room state for one client, in the reply to `connect` or `sync`. */
export function roomState(
  room: Room,
  participant: Participant,
  { type, connections, sessionTimeout }: RoomStateOptions,
): Record<string, unknown> {
  participant.subscribed++;
  return {
    type,
    version: 2,
    session: participant.session,
    sid: room.sid,
    name: room.uniqueName,
    participant: { sid: participant.sid, identity: participant.identity },
    participants: others(room, participant).map(view),
    peer_connections: connections,
    published: publishedView(participant),
    subscribed: subscriptions(room, participant),
    recording: { is_recording: false, revision: 1 },
    media_signaling: {},
    options: {
      session_timeout: sessionTimeout,
      signaling_region: "local",
      media_region: "local",
      audio_processors: [],
    },
  };
}

/** Every PeerConnection that a reconnected client must know of. */
export function openPeerConnections(
  room: Room,
  participant: Participant,
): PeerConnectionState[] {
  return room.links
    .filter((connection) => connection.sides.includes(participant.sid))
    .flatMap((connection) => resume(connection, participant.sid));
}
