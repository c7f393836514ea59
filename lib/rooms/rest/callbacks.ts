import { createHmac } from "node:crypto";
import type { StatusCallbackEvent } from "../room_update.ts";
import type { Room } from "../room.ts";

/**
 * Twilio's signature of a request: HMAC-SHA1 over the URL and all parameters, sorted by name
 * (https://www.twilio.com/docs/usage/security).
 */
export function sign(
  authToken: string,
  { url, params }: {
    readonly url: string;
    readonly params: Record<string, string>;
  },
): string {
  const text = Object.keys(params).sort().reduce(
    (text, name) => text + name + params[name],
    url,
  );
  return createHmac("sha1", authToken).update(text, "utf8").digest("base64");
}

/** The parameters of one status callback (https://www.twilio.com/docs/video/api/status-callbacks). */
export function callbackParams(
  room: Room,
  { event, participant, track }: StatusCallbackEvent,
  { accountSid, sequence, now }: {
    readonly accountSid: string;
    readonly sequence: number;
    readonly now: number;
  },
): Record<string, string> {
  const params: Record<string, string> = {
    AccountSid: accountSid,
    RoomName: room.uniqueName,
    RoomSid: room.sid,
    RoomStatus: room.status,
    RoomType: room.type,
    StatusCallbackEvent: event,
    SequenceNumber: String(sequence),
    Timestamp: new Date(now).toISOString(),
  };
  if (event === "room-ended") {
    params["RoomDuration"] = seconds(room.createdAt, now);
  }
  if (participant) {
    params["ParticipantSid"] = participant.sid;
    params["ParticipantIdentity"] = participant.identity;
    params["ParticipantStatus"] = participant.state === "disconnected"
      ? "disconnected"
      : "connected";
    if (event === "participant-disconnected") {
      params["ParticipantDuration"] = seconds(participant.joinedAt, now);
    }
  }
  if (track) {
    params["TrackSid"] = track.sid;
    params["TrackName"] = track.name;
    params["TrackKind"] = track.kind;
  }
  return params;
}

function seconds(from: number, to: number): string {
  return String(Math.max(0, Math.round((to - from) / 1000)));
}

export interface CallbackOptions {
  authToken: string;
  deliver: (url: string, init: RequestInit) => Promise<Response>;
  log: (event: string, fields: Record<string, unknown>) => void;
  /** Milliseconds to wait before each further attempt; one attempt more than its length. */
  retryAfter?: number[];
}

const WITHIN_MS = 10_000;
const MAX_QUEUED = 500;

export interface Delivery {
  readonly url: string;
  readonly params: Record<string, string>;
}

interface Queue {
  waiting: Delivery[];
  /** Settles when nothing waits any more. */
  done: Promise<void>;
}

/**
 * The order in which callbacks are dropped when too many wait. A participant
 * alone decides how often a track changes; the receiver depends on joins,
 * leaves, and the start and end of a room.
 */
function rankOf({ params }: Delivery): number {
  const event = params["StatusCallbackEvent"] ?? "";
  return event.startsWith("track-") ? 0 : event.startsWith("room-") ? 2 : 1;
}

/**
 * Delivers status callbacks as signed form posts. Those of one room go one
 * after another, so that their order is kept. Each is retried a few times, then
 * dropped: the receiver's sweep repairs what it missed. The queue of a room is
 * bounded: the newest of the least important are dropped, and the log says so
 * once per room.
 */
export class Callbacks {
  readonly #queues = new Map<string, Queue>();
  /** Rooms whose queue overflowed, until they end. */
  readonly #full = new Set<string>();
  readonly #closing = new AbortController();

  constructor(private readonly options: CallbackOptions) {}

  add(room: string, { url, params }: Delivery): void {
    if (this.#closing.signal.aborted) return;
    const queue = this.#queues.get(room);
    if (queue) {
      queue.waiting.push({ url, params });
      if (queue.waiting.length > MAX_QUEUED) this.#drop(room, queue);
    } else {
      const fresh = { waiting: [{ url, params }], done: Promise.resolve() };
      this.#queues.set(room, fresh);
      fresh.done = this.#work(room, fresh);
    }
    if (params["StatusCallbackEvent"] === "room-ended") this.#full.delete(room);
  }

  #drop(room: string, { waiting }: Queue): void {
    const least = Math.min(...waiting.map(rankOf));
    waiting.splice(waiting.findLastIndex((one) => rankOf(one) === least), 1);
    if (this.#full.has(room)) return;
    this.#full.add(room);
    this.options.log("rooms.callback_dropped", {
      room,
      reason: "too many wait",
    });
  }

  async #work(room: string, { waiting }: Queue): Promise<void> {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      await this.#deliver(room, next);
    }
    this.#queues.delete(room);
  }

  /** Waits at most `ms` milliseconds for callbacks in flight, then drops the rest. */
  async close(ms: number): Promise<void> {
    // A deadline by hand: the rooms import nothing of the app, `lib/time` included.
    let timer: ReturnType<typeof setTimeout> | undefined;
    const settled = Promise.all(
      [...this.#queues.values()].map(({ done }) => done),
    );
    await Promise.race([
      settled,
      new Promise<void>((done) => timer = setTimeout(done, ms)),
    ]);
    clearTimeout(timer);
    this.#closing.abort();
    await settled;
  }

  async #deliver(
    room: string,
    { url, params }: Delivery,
  ): Promise<void> {
    const body = new URLSearchParams(params).toString();
    const headers = {
      "content-type": "application/x-www-form-urlencoded",
      "x-twilio-signature": sign(this.options.authToken, { url, params }),
    };
    const pauses = this.options.retryAfter ?? [250, 1000, 4000];
    for (const pause of [0, ...pauses]) {
      await this.#pause(pause);
      if (this.#closing.signal.aborted) return;
      if (await this.#attempt(url, { method: "POST", headers, body })) return;
    }
    const event = params["StatusCallbackEvent"];
    this.options.log("rooms.callback_failed", {
      room,
      event,
      attempts: pauses.length + 1,
    });
  }

  /** A refusal (4xx) is an answer too: repeating it would not help. */
  async #attempt(url: string, init: RequestInit): Promise<boolean> {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), WITHIN_MS);
    const stop = () => late.abort();
    this.#closing.signal.addEventListener("abort", stop);
    try {
      const response = await this.options.deliver(url, {
        ...init,
        redirect: "manual",
        signal: late.signal,
      });
      await response.body?.cancel();
      return response.status < 500 && response.status !== 429;
    } catch {
      return false;
    } finally {
      clearTimeout(timer);
      this.#closing.signal.removeEventListener("abort", stop);
    }
  }

  #pause(ms: number): Promise<void> {
    const { signal } = this.#closing;
    if (ms === 0 || signal.aborted) return Promise.resolve();
    return new Promise((done) => {
      const finish = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", finish);
        done();
      };
      const timer = setTimeout(finish, ms);
      signal.addEventListener("abort", finish);
    });
  }
}
