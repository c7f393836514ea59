import { errorBody, type RoomErrorCode } from "./errors.ts";
import type { PeerConnectionState } from "./link.ts";
import {
  type Participant,
  publishedView,
  type Track,
  view,
} from "./participant.ts";
import { present, type Room, subscriptions } from "./room.ts";

/** Something for the status callback; the names are Twilio's. */
export interface RoomEvent {
  event: string;
  participant?: Participant;
  track?: Track;
}

/** What must leave the server because of one change of a room. */
export interface Outcome {
  /** In order; `last` means that the socket is closed behind it. */
  messages: { to: string; body: Record<string, unknown>; last?: true }[];
  events: RoomEvent[];
}

/**
 * Collects what one step changes, so that everybody gets one update with everything in it:
 * the SDK shows a frozen picture when a departure and its PeerConnection's end come apart.
 */
export class Changes {
  readonly events: RoomEvent[] = [];
  readonly #announced = new Map<string, Set<Participant>>();
  readonly #published = new Set<string>();
  readonly #subscribed = new Set<string>();
  readonly #links = new Map<string, PeerConnectionState[]>();
  readonly #last = new Map<string, Record<string, unknown>>();

  constructor(readonly room: Room) {}

  /** Everybody else sees the new state of this one, and its tracks. */
  announce(participant: Participant): void {
    participant.revision++;
    for (const other of present(this.room)) {
      if (other === participant) continue;
      setOf(this.#announced, other.sid).add(participant);
      this.#subscribed.add(other.sid);
    }
  }

  /** Its publisher learns the sids of its tracks. */
  published(participant: Participant): void {
    participant.published++;
    this.#published.add(participant.sid);
  }

  resubscribe(participant: Participant): void {
    this.#subscribed.add(participant.sid);
  }

  link(to: string, state: PeerConnectionState): void {
    const states = this.#links.get(to);
    if (states) states.push(state);
    else this.#links.set(to, [state]);
  }

  /** The last words to somebody who is out. */
  refuse(to: string, code: RoomErrorCode): void {
    this.#last.set(to, errorBody(code));
  }

  dismiss(to: string, status: "completed" | "disconnected"): void {
    this.#last.set(to, { type: "disconnected", version: 2, status });
  }

  /** The messages, last words first; revisions are raised here, so call it once. */
  outcome(): Outcome {
    const messages: Outcome["messages"] = [...this.#last]
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
