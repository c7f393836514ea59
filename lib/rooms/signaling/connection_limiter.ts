/**
 * Counts the open sockets of each peer. The caller names peers: it knows how
 * much of an IPv6 address one customer has, and which proxies it trusts.
 */
export class ConnectionLimiter {
  readonly #open = new Map<string, number>();

  constructor(private readonly most: number) {}

  /** @returns a function to call once when the socket is closed; null if the peer is at its limit */
  enter(peer: string | null): (() => void) | null {
    if (peer === null) return () => {};
    const open = this.#open.get(peer) ?? 0;
    if (open >= this.most) return null;
    this.#open.set(peer, open + 1);
    let gone = false;
    return () => {
      if (gone) return;
      gone = true;
      const left = this.#open.get(peer)! - 1;
      if (left > 0) this.#open.set(peer, left);
      else this.#open.delete(peer);
    };
  }

  /** Peers with a socket. */
  get size(): number {
    return this.#open.size;
  }
}
