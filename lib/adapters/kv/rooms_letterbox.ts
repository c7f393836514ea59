import type { NetworkMessage } from "@/lib/rooms/mod.ts";
import { keys } from "./keys.ts";
import { commitWhenFree } from "./rooms_commit.ts";
import type { Store } from "./store.ts";

/** Below the store's 64 KiB for a value. */
const PART_BYTES = 60_000;
/** `watch` does not see another process's writes on one SQLite file, so the box is looked into. */
const LOOK_MS = { busy: 20, idle: 150 };
const BUSY_FOR_MS = 3000;
const LETTER_MS = 60_000;

/**
 * Messages between processes through Deno KV: what waits for one process goes as one compressed
 * letter, cut into parts if need be. Letters of one sender are read in the order of sending.
 */
export class Letterbox {
  readonly #waiting = new Map<string, NetworkMessage[]>();
  readonly #parts = new Map<string, Uint8Array[]>();
  #sending: Promise<void> = Promise.resolve();
  #sequence = 0;
  #reading: Promise<void> = Promise.resolve();
  #closed = false;
  #wake: () => void = () => {};

  constructor(
    private readonly store: Store,
    private readonly self: string,
    private readonly log: (
      event: string,
      fields: Record<string, unknown>,
    ) => void,
  ) {}

  post(to: string, message: NetworkMessage): void {
    const waiting = this.#waiting.get(to);
    if (waiting) return void waiting.push(message);
    this.#waiting.set(to, [message]);
    this.#sending = this.#sending.then(() => this.#send(to)).catch((error) => {
      this.log("rooms.letter_lost", { error: String(error) });
    });
  }

  open(handler: (from: string, message: NetworkMessage) => void): void {
    this.#reading = this.#readAll(handler);
  }

  /** Sends what still waits, and stops reading. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#wake();
    await this.#reading;
    await this.#sending;
  }

  async #send(to: string): Promise<void> {
    const messages = this.#waiting.get(to) ?? [];
    this.#waiting.delete(to);
    const letter = await squeeze(messages);
    for (let at = 0; at < letter.length; at += PART_BYTES) {
      const part = letter.subarray(at, at + PART_BYTES);
      const last = at + PART_BYTES >= letter.length ? 1 : 0;
      // Digits that sort like numbers.
      const number = String(this.#sequence++).padStart(12, "0");
      const key = keys.embeddedRooms("letters", to, this.self, number);
      const value = new Uint8Array([last, ...part]);
      await commitWhenFree(
        this.store,
        this.store.atomic().set(key, value, { expireIn: LETTER_MS }),
      );
    }
  }

  async #readAll(
    handler: (from: string, message: NetworkMessage) => void,
  ): Promise<void> {
    let busyUntil = 0;
    while (!this.#closed) {
      try {
        if (await this.#read(handler)) {
          busyUntil = performance.now() + BUSY_FOR_MS;
        }
      } catch (error) {
        this.log("rooms.letters_unread", { error: String(error) });
      }
      const busy = performance.now() < busyUntil;
      await this.#pause(busy ? LOOK_MS.busy : LOOK_MS.idle);
    }
  }

  async #read(
    handler: (from: string, message: NetworkMessage) => void,
  ): Promise<boolean> {
    const prefix = keys.embeddedRooms("letters", this.self);
    const entries = await this.store.list<Uint8Array>({ prefix }, {
      limit: 100,
    });
    for (const { key, value } of entries) {
      // Taken away first: a letter that makes us fail must not come again and again.
      await commitWhenFree(this.store, this.store.atomic().delete(key));
      const from = String(key.at(-2));
      const parts = [...this.#parts.get(from) ?? [], value.subarray(1)];
      if (value[0] === 0) {
        this.#parts.set(from, parts);
        continue;
      }
      this.#parts.delete(from);
      for (const message of await unsqueeze(parts)) handler(from, message);
    }
    return entries.length > 0;
  }

  #pause(ms: number): Promise<void> {
    if (this.#closed) return Promise.resolve();
    return new Promise((done) => {
      const timer = setTimeout(done, ms);
      this.#wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  }
}

async function squeeze(messages: NetworkMessage[]): Promise<Uint8Array> {
  const stream = new Blob([JSON.stringify(messages)]).stream()
    .pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function unsqueeze(parts: Uint8Array[]): Promise<NetworkMessage[]> {
  const stream = new Blob(parts as Uint8Array<ArrayBuffer>[]).stream()
    .pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}
