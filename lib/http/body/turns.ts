/** One at a time for each peer; the others of the same peer wait. */
export class Turns {
  /** The peers that have a turn, and those that wait for the next, first come first. */
  readonly #queues = new Map<string, Array<() => void>>();

  constructor(
    private readonly limits: {
      /** How many of one peer may wait, and how long (milliseconds). */
      readonly waiting: number;
      readonly waitMs: number;
    },
  ) {}

  /** @returns the function that ends the turn; null if too many wait, or it took too long */
  async enter(peer: string): Promise<(() => void) | null> {
    const queue = this.#queues.get(peer);
    if (queue === undefined) {
      this.#queues.set(peer, []);
      return this.#leaving(peer);
    }
    if (queue.length >= this.limits.waiting) return null;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const call = () => resolve(true);
    queue.push(call);
    const timer = setTimeout(() => {
      const place = queue.indexOf(call);
      if (place !== -1) queue.splice(place, 1);
      resolve(false);
    }, this.limits.waitMs);
    const called = await promise;
    clearTimeout(timer);
    return called ? this.#leaving(peer) : null;
  }

  /** Peers with a turn. */
  get size(): number {
    return this.#queues.size;
  }

  #leaving(peer: string): () => void {
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const next = this.#queues.get(peer)!.shift();
      if (next) next();
      else this.#queues.delete(peer);
    };
  }
}
