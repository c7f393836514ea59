/**
 * The limits of one server process. Clients above a limit are refused; other
 * clients are not slowed down.
 */
export interface RoomsLimits {
  /** Characters of one frame. The SDP of a long call has about 20,000. */
  messageLength: number;
  /** Frames that a socket may send in a burst, and per second on average. */
  burst: number;
  framesPerSecond: number;
  /** Open sockets, and rooms in progress. */
  sockets: number;
  /**
   * Open sockets of one peer, as the caller names it. A call has one, or two
   * while it reconnects. A studio behind one router, or a carrier's customers
   * behind one address, have that many calls.
   */
  socketsPerAddress: number;
  rooms: number;
  /** The largest `maxParticipants` of a room. Twilio's own limit is 50. */
  participants: number;
  /** Bytes buffered for a slow reader before its socket is closed (the client reconnects and syncs). */
  bufferedBytes: number;
  /** Milliseconds for a new socket to send `hello`. */
  helloWithin: number;
}

export const DEFAULT_LIMITS: RoomsLimits = {
  messageLength: 256 * 1024,
  burst: 200,
  framesPerSecond: 40,
  sockets: 5000,
  // Allows a hundred calls at once from one address; twenty addresses are
  // needed to fill the server.
  socketsPerAddress: 250,
  rooms: 2000,
  participants: 50,
  bufferedBytes: 4 * 1024 * 1024,
  helloWithin: 10_000,
};

/** A token bucket that refills evenly. Times are milliseconds of any monotonic clock. */
export class RateLimit {
  #tokens: number;
  #at: number;

  constructor(
    private readonly burst: number,
    private readonly perSecond: number,
    { now }: { readonly now: number },
  ) {
    this.#tokens = burst;
    this.#at = now;
  }

  /** @returns whether one more frame is allowed now */
  take(now: number): boolean {
    const earned = Math.max(0, now - this.#at) * this.perSecond / 1000;
    this.#tokens = Math.min(this.burst, this.#tokens + earned);
    this.#at = now;
    if (this.#tokens < 1) return false;
    this.#tokens--;
    return true;
  }
}
