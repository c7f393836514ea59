import type { Changes } from "./changes.ts";
import { RoomError } from "./errors.ts";
import {
  closing,
  creation,
  describe,
  openLink,
  type PeerConnectionState,
  resume,
} from "./link.ts";
import type { ClientMessage } from "./messages.ts";
import {
  applyClaim,
  newParticipant,
  type Participant,
  publishedView,
  view,
} from "./participant.ts";
import { negotiate } from "./negotiation.ts";
import { others, present, type Room, subscriptions } from "./room.ts";

/** The REST API shows those who left; a person who comes and goes must not fill the memory. */
const REMEMBERED = 50;

/** What the reply to `connect` and `sync` says beside the room's own state. */
export interface ReplySettings {
  /** Seconds that a client may be without its socket; the SDK tries to come back as long. */
  sessionTimeout: number;
}

/** What the rooms know of people beforehand. */
export interface JoinSettings {
  /** Whose picture others wait for: they make the first offer to those whose it is not. */
  offersFirst: (identity: string) => boolean;
}

type Connect = Extract<ClientMessage, { type: "connect" }>;
type Sync = Extract<ClientMessage, { type: "sync" }>;

/**
 * Lets somebody in. The newcomer brings one PeerConnection with an offer, which goes to the first
 * who is there; for all others it is told to make one. The SDK's answer to an offer has no tracks
 * of its own, they follow in a second round: so who offers is seen first, and somebody who
 * `offersFirst` is told to make the connection although the newcomer brings one. The same identity
 * in another tab or after a reload takes over: the old one is out with 53205.
 *
 * @returns the newcomer and the PeerConnections that its `connected` must list
 * @throws RoomError 53105 when the room is full
 */
export function join(
  changes: Changes,
  identity: string,
  message: Connect,
  now: number,
  settings: JoinSettings,
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
    leave(changes, before, now);
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
  claim(changes, newcomer, message.participant);
  changes.announce(newcomer);
  const follows = !settings.offersFirst(identity);
  const leaders = peers.filter((peer) =>
    follows && settings.offersFirst(peer.identity)
  );
  for (const leader of leaders) {
    const link = newLink(room, leader, newcomer);
    changes.link(leader.sid, creation(link));
  }
  const followers = peers.filter((peer) => !leaders.includes(peer));
  return { newcomer, links: firstLinks(changes, newcomer, followers, message) };
}

function firstLinks(
  changes: Changes,
  newcomer: Participant,
  peers: Participant[],
  message: Connect,
): PeerConnectionState[] {
  const links: PeerConnectionState[] = [];
  const waiting = [...peers];
  for (const { id, description } of message.peerConnections) {
    const offered = description?.type === "offer" &&
      !changes.room.links.some((l) => l.id === id);
    const peer = offered ? waiting.shift() : undefined;
    const link = openLink(id, [newcomer.sid, peer?.sid ?? newcomer.sid], null);
    if (peer && describe(link, newcomer.sid, description!)) {
      changes.room.links.push(link);
      changes.link(peer.sid, { id, description: description! });
    } else {
      // Nobody to talk to yet: without this an unused PeerConnection stays in the client.
      links.push(closing(link));
    }
  }
  for (const peer of waiting) {
    links.push(creation(newLink(changes.room, newcomer, peer)));
  }
  return links;
}

/** A link that `creator` will be told to make. */
export function newLink(room: Room, creator: Participant, peer: Participant) {
  const link = openLink(
    crypto.randomUUID(),
    [creator.sid, peer.sid],
    creator.sid,
  );
  room.links.push(link);
  return link;
}

/** Takes the client's own state: tracks published, unpublished, muted. */
export function claim(
  changes: Changes,
  participant: Participant,
  state: Connect["participant"] | null,
): boolean {
  const news = state && applyClaim(participant, state);
  if (!news || news.length === 0) return false;
  for (const change of news) changes.events.push({ ...change, participant });
  changes.published(participant);
  return true;
}

/** The socket is gone: the others see "reconnecting" until it is back or too late. */
export function lose(
  changes: Changes,
  participant: Participant,
  reconnectBy: number,
): void {
  if (participant.state !== "connected") return;
  participant.state = "reconnecting";
  participant.reconnectBy = reconnectBy;
  changes.announce(participant);
}

/**
 * A client is back on a new socket. Its message repeats what may have been lost, so that is
 * taken first, as an update would be.
 */
export function regain(
  changes: Changes,
  participant: Participant,
  message: Sync,
): void {
  const back = participant.state === "reconnecting";
  participant.state = "connected";
  participant.reconnectBy = null;
  const changed = claim(changes, participant, message.participant);
  negotiate(changes, participant, message.peerConnections);
  if (back || changed) changes.announce(participant);
}

/** Somebody is out: the others see it go, with its tracks and PeerConnections, in one update. */
export function leave(
  changes: Changes,
  participant: Participant,
  now: number,
): void {
  if (participant.state === "disconnected") return;
  const { room } = changes;
  participant.state = "disconnected";
  participant.leftAt = now;
  participant.reconnectBy = null;
  changes.announce(participant);
  for (
    const link of room.links.filter((link) =>
      link.sides.includes(participant.sid)
    )
  ) {
    for (const sid of link.sides) {
      if (sid !== participant.sid) changes.link(sid, closing(link));
    }
  }
  room.links = room.links.filter((link) =>
    !link.sides.includes(participant.sid)
  );
  for (const other of present(room)) {
    other.withheld = other.withheld.filter((sid) => sid !== participant.sid);
  }
  if (present(room).length === 0) room.emptySince = now;
  changes.events.push({ event: "participant-disconnected", participant });
}

/** Ends the room for everybody; a second end changes nothing. */
export function complete(changes: Changes, now: number): void {
  const { room } = changes;
  if (room.status === "completed") return;
  for (const participant of present(room)) {
    changes.dismiss(participant.sid, "completed");
    leave(changes, participant, now);
  }
  room.status = "completed";
  room.endedAt = room.updatedAt = now;
  changes.events.push({ event: "room-ended" });
}

/** The whole picture for one client, in the reply to `connect` or `sync`. */
export function picture(
  type: "connected" | "synced",
  room: Room,
  participant: Participant,
  links: PeerConnectionState[],
  settings: ReplySettings,
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
    peer_connections: links,
    published: publishedView(participant),
    subscribed: subscriptions(room, participant),
    recording: { is_recording: false, revision: 1 },
    media_signaling: {},
    options: {
      session_timeout: settings.sessionTimeout,
      signaling_region: "local",
      media_region: "local",
      audio_processors: [],
    },
  };
}

/** What a client that is back must know of its PeerConnections: all of them. */
export function liveLinks(
  room: Room,
  participant: Participant,
): PeerConnectionState[] {
  return room.links
    .filter((link) => link.sides.includes(participant.sid))
    .map((link) => resume(link, participant.sid));
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
