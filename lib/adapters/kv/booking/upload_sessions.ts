import type { Instant } from "@/lib/domain/basic/instant.ts";
import type { Clock, Secrets } from "@/lib/ports/mod.ts";
import { keys, ranges } from "@/lib/adapters/kv/keys.ts";
import { removePhoto, type UploadSession } from "./photo_rows.ts";
import type { Decision, Store } from "@/lib/adapters/kv/store.ts";

/**
 * The new list of an upload session's photos, or null if there is nothing to
 * do. What it adds to the operation is in the same write.
 */
type Change = (
  photos: UploadSession["photos"],
  operation: Deno.AtomicOperation,
) => UploadSession["photos"] | null;

const NOTHING: Decision<boolean> = { write: null, answer: false };

/** The upload sessions: which photos each has, and until when. */
export class UploadSessions {
  readonly #store: Store;
  readonly #secrets: Secrets;
  readonly #clock: Clock;

  constructor(
    { store, secrets, clock }: {
      readonly store: Store;
      readonly secrets: Secrets;
      readonly clock: Clock;
    },
  ) {
    this.#store = store;
    this.#secrets = secrets;
    this.#clock = clock;
  }

  async read(name: string): Promise<UploadSession | null> {
    const { value } = await this.#store.get<UploadSession>(
      keys.uploadSession(name),
    );
    return value !== null && this.#isOpen(value) ? value : null;
  }

  /** Changes an existing one. Returns false if there was nothing to do. */
  change(name: string, change: Change): Promise<boolean> {
    return this.#update(
      name,
      (uploadSession, operation) =>
        uploadSession !== null && this.#isOpen(uploadSession)
          ? this.#changed(name, { uploadSession, operation, change })
          : NOTHING,
    );
  }

  /** The same for one that may be new. Extends it until `until`. */
  open(
    name: string,
    { until, change }: { readonly until: Instant; readonly change: Change },
  ): Promise<boolean> {
    const empty: UploadSession = {
      photos: [],
      expiresAt: until,
      closing: false,
    };
    return this.#update(name, async (found, operation) => {
      if (found !== null && !this.#isOpen(found)) {
        await this.#dispose(name);
        return "again";
      }
      const uploadSession = { ...(found ?? empty), expiresAt: until };
      return this.#changed(name, { uploadSession, operation, change });
    });
  }

  /** Deletes expired ones. */
  async sweep(): Promise<void> {
    const sessions = await this.#store.list<UploadSession>(
      ranges.uploadSessions(),
    );
    for (const { key, value } of sessions) {
      if (value.expiresAt <= this.#clock.now()) {
        await this.#dispose(key.at(-1) as string);
      }
    }
  }

  #update(
    name: string,
    decide: (
      uploadSession: UploadSession | null,
      operation: Deno.AtomicOperation,
    ) => Decision<boolean> | Promise<Decision<boolean>>,
  ): Promise<boolean> {
    return this.#store.update<UploadSession, boolean>(
      keys.uploadSession(name),
      ({ value }, operation) => decide(value, operation),
      { operationId: this.#secrets.ulid },
    );
  }

  #changed(
    name: string,
    { uploadSession, operation, change }: {
      readonly uploadSession: UploadSession;
      readonly operation: Deno.AtomicOperation;
      readonly change: Change;
    },
  ): Decision<boolean> {
    const photos = change(uploadSession.photos, operation);
    if (photos === null) return NOTHING;
    const key = keys.uploadSession(name);
    if (photos.length === 0) operation.delete(key);
    else operation.set(key, { ...uploadSession, photos });
    return { write: operation, answer: true };
  }

  #isOpen({ closing, expiresAt }: UploadSession): boolean {
    return !closing && this.#clock.now() < expiresAt;
  }

  /**
   * Deletes an upload session with everything in it. Idempotent, and safe to
   * run several times at once.
   */
  async #dispose(name: string): Promise<void> {
    const store = this.#store;
    const key = keys.uploadSession(name);
    const entry = await store.get<UploadSession>(key);
    if (entry.value === null) return;
    const closed = { ...entry.value, closing: true };
    const shut = await store.commit(
      store.atomic().check(entry).set(key, closed),
    );
    // A booking claims from it at this moment: the rest is deleted at another
    // sweep.
    if (!shut.ok) return;
    for (const photo of closed.photos) await removePhoto(store, photo);
    const { versionstamp } = shut;
    await store.commit(
      store.atomic().check({ key, versionstamp }).delete(key),
    );
  }
}
