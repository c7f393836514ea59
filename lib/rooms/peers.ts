/** How many sockets each address has open. */
export class Peers {
  readonly #open = new Map<string, number>();

  constructor(private readonly most: number) {}

  /** @returns what to call once when the socket is gone; null if the address has enough */
  enter(peer: string | null): (() => void) | null {
    if (peer === null) return () => {};
    const network = networkOf(peer);
    const open = this.#open.get(network) ?? 0;
    if (open >= this.most) return null;
    this.#open.set(network, open + 1);
    let gone = false;
    return () => {
      if (gone) return;
      gone = true;
      const left = this.#open.get(network)! - 1;
      if (left > 0) this.#open.set(network, left);
      else this.#open.delete(network);
    };
  }

  /** Addresses with a socket. */
  get size(): number {
    return this.#open.size;
  }
}

/**
 * One customer's part of an address: all of an IPv4 one, the first 64 bits of an IPv6 one (RFC 6177),
 * of which anybody has 2^64 to choose from.
 */
export function networkOf(peer: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(peer);
  if (mapped) return mapped[1]!;
  if (!peer.includes(":")) return peer;
  const [head = "", tail] = peer.toLowerCase().split("%")[0]!.split("::");
  const before = head.split(":").filter((part) => part !== "");
  const after = tail?.split(":").filter((part) => part !== "") ?? [];
  const zeros = Math.max(0, 8 - before.length - after.length);
  return [...before, ...Array<string>(zeros).fill("0"), ...after]
    .slice(0, 4).map((part) => part.replace(/^0+(?=.)/, "")).join(":");
}
