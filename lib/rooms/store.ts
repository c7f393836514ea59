import { describeError } from "./describe_error.ts";
import type { Room } from "./room.ts";

/**
 * Stores rooms so that calls survive a restart of the process. Keys are room
 * sids; values are compressed and opaque: a few kilobytes for two people, so
 * that they fit Deno KV's 64 KiB. Losing a value costs a reconnecting client
 * its session, nothing else.
 */
export interface RoomsStore {
  keys(): Promise<string[]>;
  get(key: string): Promise<Uint8Array | null>;
  put(key: string, value: Uint8Array): Promise<void>;
  delete(key: string): Promise<void>;
}

/** The version of a stored room's shape; other versions are not read. */
const SHAPE = 1;

export async function pack(room: Room): Promise<Uint8Array> {
  const text = JSON.stringify({ shape: SHAPE, room });
  return await through(
    new TextEncoder().encode(text),
    new CompressionStream("gzip"),
  );
}

/** @returns null when the value is damaged or of another version */
export async function unpack(value: Uint8Array): Promise<Room | null> {
  try {
    const bytes = await through(value, new DecompressionStream("gzip"));
    const { shape, room } = JSON.parse(new TextDecoder().decode(bytes));
    return shape === SHAPE ? room : null;
  } catch {
    return null;
  }
}

async function through(
  bytes: Uint8Array,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array> {
  const body = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream()
    .pipeThrough(stream);
  return new Uint8Array(await new Response(body).arrayBuffer());
}

/**
 * Writes changed rooms with a short delay, so that a burst of candidates is one
 * write. Writes of one room never overtake each other.
 */
export class RoomPersistence {
  readonly #changed = new Map<string, Room>();
  readonly #delayMs: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: RoomsStore,
    private readonly log: (
      event: string,
      fields: Record<string, unknown>,
    ) => void,
    { delayMs = 50 }: { readonly delayMs?: number } = {},
  ) {
    this.#delayMs = delayMs;
  }

  changed(room: Room): void {
    this.#changed.set(room.sid, room);
    this.#timer ??= setTimeout(() => this.flush(), this.#delayMs);
  }

  remove(sid: string): void {
    this.#changed.delete(sid);
    this.#then(() => this.store.delete(sid));
  }

  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const rooms = [...this.#changed.values()];
    this.#changed.clear();
    for (const room of rooms) this.#then(() => this.#put(room));
    await this.#writing;
  }

  /** The stored rooms, oldest first; unreadable ones are deleted. */
  async load(): Promise<Room[]> {
    const rooms: Room[] = [];
    for (const key of await this.store.keys()) {
      const value = await this.store.get(key);
      const room = value && await unpack(value);
      if (room) rooms.push(room);
      else await this.store.delete(key);
    }
    return rooms.sort((a, b) => a.createdAt - b.createdAt);
  }

  /** Retries once after a short delay: another process may be writing to the same file. */
  async #put(room: Room): Promise<void> {
    try {
      await this.store.put(room.sid, await pack(room));
    } catch {
      await new Promise((done) =>
        setTimeout(done, this.#delayMs * Math.random())
      );
      await this.store.put(room.sid, await pack(room));
    }
  }

  #then(work: () => Promise<void>): void {
    this.#writing = this.#writing.then(work).catch((error) => {
      this.log("rooms.store_failed", { error: describeError(error) });
    });
  }
}
