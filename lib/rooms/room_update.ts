import { errorBody, type RoomErrorCode } from "./errors.ts";
import type { PeerConnectionState } from "./signaling/peer_connection.ts";
import {
  type Participant,
  publishedView,
  type Track,
  view,
} from "./participant.ts";
import { present, type Room, subscriptions } from "./room.ts";

/** An event for the status callback; the names are Twilio's. */
export interface StatusCallbackEvent {
  event: string;
  participant?: Participant;
  track?: Track;
}

/** Everything the server sends because of one change of a room. */
export interface RoomUpdateResult {
  /** In order; `last` closes the socket after the message. */
  messages: { to: string; body: Record<string, unknown>; last?: true }[];
  events: StatusCallbackEvent[];
}

/**
 * Collects what one step changes, so that everyone gets one update with all of
 * it: the SDK shows a frozen video when a departure and the end of its
 * PeerConnection arrive separately.
 */
export class RoomUpdate {
  readonly events: StatusCallbackEvent[] = [];
  readonly #announced = new Map<string, Set<Participant>>();
  readonly #published = new Set<string>();
  readonly #subscribed = new Set<string>();
  readonly #links = new Map<string, PeerConnectionState[]>();
  readonly #last = new Map<string, Record<string, unknown>>();

  constructor(readonly room: Room) {}

  /** Everyone else gets the new state of this participant and its tracks. */
  announce(participant: Participant): void {
    participant.revision++;
    for (const other of present(this.room)) {
      if (other === participant) continue;
      setOf(this.#announced, other.sid).add(participant);
      this.#subscribed.add(other.sid);
    }
  }

  /** The publisher gets the sids of its tracks. */
  published(participant: Participant): void {
    participant.published++;
    this.#published.add(participant.sid);
  }

  resubscribe(participant: Participant): void {
    this.#subscribed.add(participant.sid);
  }

  peerConnection(to: string, state: PeerConnectionState): void {
    const states = this.#links.get(to);
    if (states) states.push(state);
    else this.#links.set(to, [state]);
  }

  /** The last message to a participant who is removed. */
  refuse(to: string, code: RoomErrorCode): void {
    this.#last.set(to, errorBody(code));
  }

  dismiss(to: string, status: "completed" | "disconnected"): void {
    this.#last.set(to, { type: "disconnected", version: 2, status });
  }

  /** The messages, final ones first. It raises revisions, so call it once. */
  result(): RoomUpdateResult {
    const messages: RoomUpdateResult["messages"] = [...this.#last]
      .map(([to, body]) => ({ to, body, last: true }));
    for (const participant of present(this.room)) {
      const { sid } = participant;
      if (this.#last.has(sid)) continue;
      const parts = this.#parts(participant);
      if (Object.keys(parts).length === 0) continue;
      const body = {
        type: "update",
        version: 2,
        session: participant.session,
        ...parts,
      };
      messages.push({ to: sid, body });
    }
    return { messages, events: this.events };
  }

  #parts(participant: Participant): Record<string, unknown> {
    const { sid } = participant;
    const parts: Record<string, unknown> = {};
    const announced = this.#announced.get(sid);
    if (announced) parts["participants"] = [...announced].map(view);
    if (this.#published.has(sid)) {
      parts["published"] = publishedView(participant);
    }
    if (this.#subscribed.has(sid)) {
      participant.subscribed++;
      parts["subscribed"] = subscriptions(this.room, participant);
    }
    const links = this.#links.get(sid);
    if (links) parts["peer_connections"] = links;
    return parts;
  }
}

function setOf<K, V>(map: Map<K, Set<V>>, key: K): Set<V> {
  let set = map.get(key);
  if (!set) map.set(key, set = new Set());
  return set;
}
