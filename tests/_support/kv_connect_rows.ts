import {
  type Check,
  CHECK_FAILURE,
  DELETE,
  type Entry,
  LE64,
  type Mutation,
  type ReadRange,
  SET,
  SUM,
  WRITE_SUCCESS,
} from "./kv_connect_messages.ts";

interface Row extends Entry {
  readonly expireAtMs: number;
}

/**
 * The rows of a KV Connect database, in memory, with keys and values as the
 * client encodes them. Each write takes effect in one turn of the event loop,
 * so writes are serialisable as on a real server.
 */
export class Rows {
  readonly #rows = new Map<string, Row>();
  #order: string[] | null = null;
  #version = 0n;

  read({ start, end, limit, reverse }: ReadRange): Entry[] {
    const [from, to] = [hex(start), hex(end)];
    const order = this.#order ??= [...this.#rows.keys()].sort();
    const found: Entry[] = [];
    const first = reverse ? lowerBound(order, to) - 1 : lowerBound(order, from);
    const step = reverse ? -1 : 1;
    for (let at = first; found.length < limit; at += step) {
      const name = order[at];
      if (name === undefined || name < from || name >= to) break;
      const row = this.#live(name);
      if (row) found.push(row);
    }
    return found;
  }

  get(key: Uint8Array): Entry | null {
    return this.#live(hex(key));
  }

  write(
    { checks, mutations }: {
      readonly checks: readonly Check[];
      readonly mutations: readonly Mutation[];
    },
  ) {
    const failedChecks = checks.flatMap(({ key, versionstamp }, at) => {
      const now = this.#live(hex(key))?.versionstamp ?? new Uint8Array();
      return hex(now) === hex(versionstamp) ? [] : [at];
    });
    if (failedChecks.length > 0) return { status: CHECK_FAILURE, failedChecks };
    const versionstamp = this.#nextVersionstamp();
    for (const mutation of mutations) this.#apply(mutation, versionstamp);
    return { status: WRITE_SUCCESS, versionstamp };
  }

  #apply(
    { key, value, mutationType, expireAtMs }: Mutation,
    versionstamp: Uint8Array,
  ) {
    const name = hex(key);
    if (mutationType === DELETE) {
      if (this.#rows.delete(name)) this.#order = null;
      return;
    }
    if (mutationType !== SET && mutationType !== SUM) {
      throw new Error(`Mutation ${mutationType} is not implemented`);
    }
    const before = this.#live(name);
    const bytes = mutationType === SUM && before
      ? sum(before.value, value.data)
      : value.data;
    const encoding = mutationType === SUM ? LE64 : value.encoding;
    if (!this.#rows.has(name)) this.#order = null;
    this.#rows.set(name, {
      key,
      value: bytes,
      encoding,
      versionstamp,
      expireAtMs,
    });
  }

  #live(name: string): Row | null {
    const row = this.#rows.get(name);
    if (!row || row.expireAtMs === 0 || row.expireAtMs > Date.now()) {
      return row ?? null;
    }
    this.#rows.delete(name);
    this.#order = null;
    return null;
  }

  /** Ten bytes: a growing number, and two zeros. */
  #nextVersionstamp(): Uint8Array {
    const bytes = new Uint8Array(10);
    new DataView(bytes.buffer).setBigUint64(0, ++this.#version);
    return bytes;
  }
}

function sum(one: Uint8Array, other: Uint8Array): Uint8Array {
  const total = BigInt.asUintN(64, le64(one) + le64(other));
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, total, true);
  return bytes;
}

function le64(bytes: Uint8Array): bigint {
  return new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true);
}

/** Hexadecimal text sorts like the bytes. */
function hex(bytes: Uint8Array): string {
  return new Uint8Array(bytes).toHex();
}

function lowerBound(sorted: readonly string[], wanted: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
