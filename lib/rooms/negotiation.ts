import type { Changes } from "./changes.ts";
import {
  addIce,
  answered,
  closing,
  creation,
  describe,
  type Link,
  openLink,
  otherSide,
} from "./link.ts";
import type { PeerConnectionNews } from "./messages.ts";
import type { Participant } from "./participant.ts";

/**
 * Takes a client's news of its PeerConnections and passes them on, word for word and under the
 * same id. News of a link that it is not a side of are ignored: late ones of a closed
 * link are usual, and those of somebody else's are an attack.
 */
export function negotiate(
  changes: Changes,
  participant: Participant,
  news: PeerConnectionNews[],
): void {
  for (const { id, description, ice } of news) {
    const link = changes.room.links.find((link) => link.id === id);
    if (!link?.sides.includes(participant.sid)) continue;
    const to = otherSide(link, participant.sid);
    if (description?.type === "close") {
      replace(changes, link, participant);
      continue;
    }
    const passes = {
      ...(description && take(changes, link, participant, description) &&
        { description }),
      ...(ice && addIce(link, participant.sid, ice) && { ice }),
    };
    if (Object.keys(passes).length > 0) changes.link(to, { id, ...passes });
  }
}

function take(
  changes: Changes,
  link: Link,
  participant: Participant,
  description: NonNullable<PeerConnectionNews["description"]>,
): boolean {
  const first = !answered(link);
  if (!describe(link, participant.sid, description)) return false;
  if (first && answered(link)) release(changes, link);
  return true;
}

/**
 * A client gave up a PeerConnection (its ICE failed) while both are still in the room: they get a
 * new one. Their subscriptions go away with the old link and come back with the new link's first
 * answer, because only then does the SDK make new RemoteTracks; otherwise the picture freezes.
 */
function replace(changes: Changes, link: Link, participant: Participant): void {
  const { room } = changes;
  const peer = room.participants.find(({ sid }) =>
    sid === otherSide(link, participant.sid)
  );
  room.links = room.links.filter((other) => other !== link);
  if (!peer) return;
  changes.link(peer.sid, closing(link));
  const fresh = openLink(
    crypto.randomUUID(),
    [peer.sid, participant.sid],
    peer.sid,
  );
  room.links.push(fresh);
  changes.link(peer.sid, creation(fresh));
  withhold(changes, participant, peer);
  withhold(changes, peer, participant);
}

function withhold(
  changes: Changes,
  from: Participant,
  peer: Participant,
): void {
  if (!from.withheld.includes(peer.sid)) from.withheld.push(peer.sid);
  changes.resubscribe(from);
}

function release(changes: Changes, link: Link): void {
  for (const participant of changes.room.participants) {
    if (!link.sides.includes(participant.sid)) continue;
    const peer = otherSide(link, participant.sid);
    if (!participant.withheld.includes(peer)) continue;
    participant.withheld = participant.withheld.filter((sid) => sid !== peer);
    changes.resubscribe(participant);
  }
}
