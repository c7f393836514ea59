import { describeError } from "../describe_error.ts";
import { errorBody, RoomError, type RoomErrorCode } from "../errors.ts";
import { RateLimit, type RoomsLimits } from "../limits.ts";
import { frames, readFrame } from "./tcmp.ts";

/** The part of a WebSocket that is used, so that a test can replace it. */
export interface Socket {
  readonly readyState: number;
  readonly bufferedAmount: number;
  send(data: string): void;
  close(code?: number, reason?: string): void;
}

export interface ConnectionHandlers {
  /**
   * Handles one message of the client. Called strictly in order, each after the
   * previous one has settled.
   */
  message(connection: Connection, body: unknown): Promise<void> | void;
  /**
   * Called once, after the socket is closed or given up; never after `end`.
   * `final` when the client was refused and will not reconnect.
   */
  lost(connection: Connection, final: boolean): void;
  log(event: string, fields: Record<string, unknown>): void;
}

const OPEN = 1;
const TOO_MANY = "too many frames";
/**
 * Milliseconds without a frame after which a flood is over; the same again is
 * the longest wait for that.
 */
const QUIET_MS = 250;
const LEAVING_MOST_MS = 5000;

/**
 * One client's socket: greeting, heartbeats, order, limits and the final
 * message. It knows nothing of rooms. Times are milliseconds of a monotonic
 * clock: a corrected system clock must not close every call.
 */
export class Connection {
  /**
   * `leaving`: the final message is sent, and incoming frames are read and
   * dropped. Closing a socket over unread frames resets it, and the final
   * message would be lost.
   */
  #state: "greeting" | "open" | "leaving" | "closed" = "greeting";
  #leavingSince = 0;
  #timeout = 0;
  #heardAt: number;
  readonly #openedAt: number;
  /** The first message, and with it a token, was accepted. Until then the client is unknown. */
  #proven = false;
  #queue: Promise<void> = Promise.resolve();
  readonly #limits: RoomsLimits;
  readonly #rate: RateLimit;

  constructor(
    private readonly socket: Socket,
    private readonly handlers: ConnectionHandlers,
    { limits, now }: { readonly limits: RoomsLimits; readonly now: number },
  ) {
    this.#heardAt = this.#openedAt = now;
    this.#limits = limits;
    this.#rate = new RateLimit(limits.burst, limits.framesPerSecond, { now });
  }

  /** Receives one frame. Frames of one socket are handled one after the other. */
  receive(data: unknown, now: number): void {
    if (this.#state === "closed") return;
    this.#heardAt = now;
    if (this.#state === "leaving") return;
    if (!this.#rate.take(now)) return this.#flooded(now);
    if (typeof data !== "string") return this.#refuse(53004, "binary frame");
    if (data.length > this.#limits.messageLength) {
      return this.#refuse(53004, "frame too long");
    }
    const frame = readFrame(data);
    if (!frame) return this.#refuse(53004, "not a frame of this protocol");

    switch (frame.type) {
      case "hello":
        // A client that waited too long for `welcome` sends `hello` again, with
        // the same body.
        if (this.#state === "open") return;
        this.#state = "open";
        this.#timeout = frame.timeout;
        this.#write(frames.welcome(frame.timeout));
        if (frame.body !== undefined) this.#enqueue(frame.body);
        return;
      case "msg":
        if (this.#state !== "open") {
          return this.#refuse(53004, "message before hello");
        }
        return this.#enqueue(frame.body);
      case "heartbeat":
        if (this.#state === "open") this.#write(frames.heartbeat);
        return;
      case "bye":
        this.#queue = this.#queue.then(() => this.lose(1000, "bye"));
    }
  }

  send(body: Record<string, unknown>): void {
    this.#write(frames.message(body));
  }

  /** Sends the final message; the socket closes after it, and `lost` is not called. */
  end(body: Record<string, unknown>): void {
    if (this.#ended) return;
    // Before `welcome` the SDK ignores messages, and would never learn the
    // reason.
    if (this.#state === "greeting") this.#write(frames.welcome(5000));
    this.#write(frames.message(body));
    this.#close(1000, "");
  }

  /**
   * The socket is closed or unusable. The code is never 1000 unless the client
   * said `bye`: the SDK takes a normal closure as its own and does not
   * reconnect.
   */
  lose(code = 1001, reason = ""): void {
    if (this.#state === "closed") return;
    const told = this.#ended;
    this.#close(code, reason);
    if (!told) this.#tell(false);
  }

  /** Another socket has taken over: nobody is notified of this one's loss. */
  abandon(): void {
    this.#close(1001, "");
  }

  /**
   * Closes a socket that did not greet, that sent no token, or that has been
   * silent for three heartbeats.
   */
  check(now: number): void {
    const silent = now - this.#heardAt;
    if (this.#state === "leaving") {
      const long = now - this.#leavingSince > LEAVING_MOST_MS;
      if (silent >= QUIET_MS || long) this.#close(1008, TOO_MANY);
      return;
    }
    if (this.#state === "greeting" && silent > this.#limits.helloWithin) {
      this.lose(1002, "no hello");
    }
    const age = now - this.#openedAt;
    if (
      this.#state === "open" && !this.#proven &&
      age > 2 * this.#limits.helloWithin
    ) {
      // Unknown clients that only send `hello` and heartbeats must not hold
      // every socket.
      this.lose(1002, "no token");
    }
    if (this.#state === "open" && silent > 3 * this.#timeout) {
      this.lose(1001, "silent");
    }
  }

  #enqueue(body: unknown): void {
    this.#queue = this.#queue.then(async () => {
      if (this.#state !== "open") return;
      try {
        await this.handlers.message(this, body);
        this.#proven = true;
      } catch (error) {
        if (error instanceof RoomError) {
          return this.#refuse(error.code, "refused");
        }
        // The error is ours, not the client's: it may try again on a new
        // socket.
        this.handlers.log("rooms.failed", { error: describeError(error) });
        this.lose(1011, "");
      }
    });
  }

  #refuse(code: RoomErrorCode, reason: string): void {
    this.handlers.log("rooms.refused", { code, reason });
    if (this.#ended) return;
    if (this.#state === "greeting") {
      this.#write(frames.bad(reason));
      return this.lose(1002, reason);
    }
    this.end(errorBody(code));
    this.#tell(true);
  }

  /**
   * Ends the connection with the reason; the socket closes when the flood is
   * over or has lasted too long.
   */
  #flooded(now: number): void {
    this.handlers.log("rooms.refused", { code: 53006, reason: TOO_MANY });
    if (this.#state === "greeting") this.#write(frames.bad(TOO_MANY));
    else this.#write(frames.message(errorBody(53006)));
    // The write may have found the reader too slow, and closed it.
    if (this.#ended) return;
    this.#state = "leaving";
    this.#leavingSince = now;
    this.#tell(true);
  }

  get #ended(): boolean {
    return this.#state === "leaving" || this.#state === "closed";
  }

  /** Deferred, because a write can fail in the middle of another participant's change of the room. */
  #tell(final: boolean): void {
    queueMicrotask(() => this.handlers.lost(this, final));
  }

  #write(data: string): void {
    if (this.#ended || this.socket.readyState !== OPEN) return;
    if (this.socket.bufferedAmount > this.#limits.bufferedBytes) {
      return this.lose(1013, "slow");
    }
    try {
      this.socket.send(data);
    } catch {
      this.lose(1011, "");
    }
  }

  #close(code: number, reason: string): void {
    this.#state = "closed";
    try {
      this.socket.close(code, reason);
    } catch {
      // The socket is closed already, or the code was one that only a peer may
      // send.
    }
  }
}
