/** What one server process allows. Beyond it, clients are refused, never slowed for others. */
export interface RoomsLimits {
  /** Characters of one frame. An SDP of a long call has about 20,000. */
  messageLength: number;
  /** Frames that a socket may send at once, and per second on average. */
  burst: number;
  framesPerSecond: number;
  /** Open sockets, and rooms in progress. */
  sockets: number;
  /**
   * Open sockets of one address (of one /64 with IPv6). A call has one, and two while it reconnects;
   * a studio behind one router, or a provider's customers behind one address, have that many calls.
   */
  socketsPerPeer: number;
  rooms: number;
  /** The most that a room can be created for. Twilio's own limit is 50. */
  participants: number;
  /** Bytes that wait for a slow reader before its socket is cut (it comes back and syncs). */
  bufferedBytes: number;
  /** Milliseconds for a new socket to say hello. */
  helloWithin: number;
}

export const usualLimits: RoomsLimits = {
  messageLength: 256 * 1024,
  burst: 200,
  framesPerSecond: 40,
  sockets: 5000,
  // A hundred calls at once from one house; and it takes twenty houses to fill the server.
  socketsPerPeer: 250,
  rooms: 2000,
  participants: 50,
  bufferedBytes: 4 * 1024 * 1024,
  helloWithin: 10_000,
};

/** A bucket of tokens that refills evenly. Times are milliseconds of any steady clock. */
export class RateLimit {
  #tokens: number;
  #at: number;

  constructor(
    private readonly burst: number,
    private readonly perSecond: number,
    now: number,
  ) {
    this.#tokens = burst;
    this.#at = now;
  }

  /** @returns whether one more is allowed now */
  take(now: number): boolean {
    const earned = Math.max(0, now - this.#at) * this.perSecond / 1000;
    this.#tokens = Math.min(this.burst, this.#tokens + earned);
    this.#at = now;
    if (this.#tokens < 1) return false;
    this.#tokens--;
    return true;
  }
}
