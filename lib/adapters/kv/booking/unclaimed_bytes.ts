import { SECOND } from "@/lib/domain/basic/instant.ts";
import type { Clock } from "@/lib/ports/mod.ts";
import { ranges } from "@/lib/adapters/kv/keys.ts";
import type { Store } from "@/lib/adapters/kv/store.ts";
import { CHUNK } from "./photo_chunks.ts";
import type { UploadSession } from "./photo_rows.ts";

/** How long a count stays good: in between, this process adds what it takes itself. */
const RECOUNT = 10 * SECOND;
/** A count that says "full" is made again, but not for each refused photo. */
const RECOUNT_WHEN_FULL = SECOND;

/**
 * The bytes of all photos that wait for a booking, counted from the upload
 * sessions. A counter in the store would have to change with every claim,
 * removal and sweep, and one write of an older version would falsify it for
 * good; this count repairs itself. Other processes may exceed it by what they
 * take within ten seconds.
 */
export class UnclaimedBytes {
  readonly #store: Store;
  readonly #clock: Clock;
  #count = 0;
  #countedAt = -Infinity;
  #counting: Promise<void> | null = null;

  constructor({ store, clock }: {
    readonly store: Store;
    readonly clock: Clock;
  }) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Counts these bytes, if there is room for them under `most`. */
  async take(chunks: number, most: number): Promise<boolean> {
    const bytes = chunks * CHUNK;
    if (this.#age() >= RECOUNT) await this.#recount();
    if (this.#count + bytes > most && this.#age() >= RECOUNT_WHEN_FULL) {
      await this.#recount();
    }
    if (this.#count + bytes > most) return false;
    this.#count += bytes;
    return true;
  }

  #age(): number {
    return this.#clock.now() - this.#countedAt;
  }

  #recount(): Promise<void> {
    this.#counting ??= this.#read().finally(() => this.#counting = null);
    return this.#counting;
  }

  async #read(): Promise<void> {
    const sessions = await this.#store.list<UploadSession>(
      ranges.uploadSessions(),
    );
    const photos = sessions.flatMap(({ value }) => value.photos);
    this.#count = photos.reduce((sum, { chunks }) => sum + chunks * CHUNK, 0);
    this.#countedAt = this.#clock.now();
  }
}
