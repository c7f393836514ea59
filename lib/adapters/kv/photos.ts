import type { PhotoId } from "@/lib/domain/ids.ts";
import type { Instant } from "@/lib/domain/instant.ts";
import {
  type Photo,
  PHOTO_LIMITS,
  type PhotoOwner,
} from "@/lib/domain/photo.ts";
import {
  type Clock,
  type Photos,
  type Secrets,
  StoreUnavailable,
} from "@/lib/ports.ts";
import { keys } from "./keys.ts";
import type { Store } from "./store.ts";

/** Deno KV takes 64 KiB in a value and 800 KB in one write. */
const CHUNK = 60 * 1024;
const CHUNKS_A_WRITE = 10;

/** The record; the bytes lie beside it in so many chunks. */
type StoredPhoto = Photo & { readonly chunks: number };

/**
 * One upload session's pictures. Each is entered before its first byte is
 * written, so whatever a crash leaves behind is known here, and goes with it.
 */
interface Basket {
  readonly photos: readonly {
    readonly id: PhotoId;
    readonly chunks: number;
    readonly ready: boolean;
  }[];
  readonly expiresAt: Instant;
  /** Being swept: nobody may claim from it, or add to it. */
  readonly closing: boolean;
}

export function createPhotos(
  store: Store,
  secrets: Secrets,
  clock: Clock,
): Photos {
  /**
   * Changes a basket on the condition that nobody else has. `next` answers null
   * where there is nothing to do; its `write` goes into the same write.
   */
  async function change(
    name: string,
    next: (
      basket: Basket,
      operation: Deno.AtomicOperation,
    ) => Basket["photos"] | null,
    until?: Instant,
  ): Promise<boolean> {
    const key = keys.photoBasket(name);
    for (let round = 0; round < 20; round++) {
      const entry = await store.get<Basket>(key);
      const basket = entry.value ??
        { photos: [], expiresAt: until ?? 0, closing: false };
      if (basket.closing || basket.expiresAt <= clock.now()) {
        if (until === undefined) return false;
        await dispose(name);
        continue;
      }
      const operation = store.atomic().check(entry);
      const photos = next(basket, operation);
      if (photos === null) return false;
      if (photos.length === 0) operation.delete(key);
      else {
        operation.set(key, {
          photos,
          expiresAt: until ?? basket.expiresAt,
          closing: false,
        });
      }
      if (await store.commitOnce(operation, secrets.ulid())) return true;
    }
    throw new StoreUnavailable("The basket of photos kept changing");
  }

  /** Deletes a basket with all that is in it. May be repeated, and by several at once. */
  async function dispose(name: string) {
    const key = keys.photoBasket(name);
    const entry = await store.get<Basket>(key);
    if (entry.value === null) return;
    const closed = { ...entry.value, closing: true };
    const shut = await store.commit(
      store.atomic().check(entry).set(key, closed),
    );
    // Somebody claims from it at this moment: whatever is left has another turn.
    if (!shut.ok) return;
    for (const { id, chunks } of closed.photos) {
      const operation = store.atomic();
      deleteOne(operation, id, chunks);
      await store.commit(operation);
    }
    const { versionstamp } = shut;
    await store.commit(
      store.atomic().check({ key, versionstamp }).delete(key),
    );
  }

  return {
    async stage(basket, { bytes, ...picture }, most) {
      const id = secrets.photoId();
      const chunks = Math.ceil(bytes.length / CHUNK);
      const entered = await change(
        basket,
        ({ photos }) =>
          photos.length >= most
            ? null
            : [...photos, { id, chunks, ready: false }],
        clock.now() + PHOTO_LIMITS.stagedMs,
      );
      if (!entered) return "full";
      for (let at = 0; at < chunks; at += CHUNKS_A_WRITE) {
        const operation = store.atomic();
        for (let i = at; i < Math.min(at + CHUNKS_A_WRITE, chunks); i++) {
          const chunk = bytes.slice(i * CHUNK, (i + 1) * CHUNK);
          operation.set(keys.photoChunk(id, i), chunk);
        }
        await store.commit(operation);
      }
      const photo: StoredPhoto = {
        ...picture,
        id,
        size: bytes.length,
        owner: null,
        chunks,
      };
      const ready = await change(basket, ({ photos }, operation) => {
        if (!photos.some((one) => one.id === id)) return null;
        operation.set(keys.photo(id), photo);
        return photos.map((one) =>
          one.id === id ? { ...one, ready: true } : one
        );
      });
      if (ready) return id;
      const operation = store.atomic();
      deleteOne(operation, id, chunks);
      await store.commit(operation);
      return "expired";
    },

    async staged(name) {
      const basket = (await store.get<Basket>(keys.photoBasket(name))).value;
      if (basket === null || basket.expiresAt <= clock.now()) return [];
      const found = await store.getMany<StoredPhoto>(
        basket.photos.map(({ id }) => keys.photo(id)),
      );
      return found.flatMap(({ value }) => value === null ? [] : [value]);
    },

    async unstage(basket, id) {
      await change(basket, ({ photos }, operation) => {
        const one = photos.find((photo) => photo.id === id);
        if (one === undefined) return null;
        deleteOne(operation, id, one.chunks);
        return photos.filter((photo) => photo !== one);
      });
    },

    async claim(basket, ids, owner) {
      for (let round = 0; round < 5; round++) {
        const operation = store.atomic();
        const stands = await claimPhotos(store, operation, {
          basket,
          ids,
          owner,
          requestedAt: clock.now(),
        });
        if (stands === null) return false;
        if (await store.commitOnce(operation, secrets.ulid())) return true;
      }
      throw new StoreUnavailable("The basket of photos kept changing");
    },

    async read(id) {
      const photo = (await store.get<StoredPhoto>(keys.photo(id))).value;
      if (photo === null) return null;
      const found = await store.getMany<Uint8Array>(
        Array.from({ length: photo.chunks }, (_, i) => keys.photoChunk(id, i)),
      );
      const bytes = new Uint8Array(photo.size);
      for (const [i, { value }] of found.entries()) {
        // It is being deleted while we read.
        if (value === null) return null;
        bytes.set(value, i * CHUNK);
      }
      return { photo, bytes };
    },

    async remove(ids) {
      const operation = store.atomic();
      await deletePhotos(store, operation, ids);
      await store.commit(operation);
    },

    async sweep() {
      const baskets = await store.list<Basket>({ prefix: ["photo_baskets"] });
      for (const { key, value } of baskets) {
        if (value.expiresAt <= clock.now()) await dispose(key.at(-1) as string);
      }
    },
  };
}

/**
 * Adds to a write that these photos leave their basket and have an owner: one
 * check, however many they are. Answers how to ask, if the write is refused,
 * whether the basket is still as it was; or null if it does not hold them all.
 */
export async function claimPhotos(
  store: Store,
  operation: Deno.AtomicOperation,
  { basket: name, ids, owner, requestedAt }: {
    readonly basket: string;
    readonly ids: readonly PhotoId[];
    readonly owner: PhotoOwner;
    readonly requestedAt: Instant;
  },
): Promise<(() => Promise<boolean>) | null> {
  const key = keys.photoBasket(name);
  const entry = await store.get<Basket>(key);
  const basket = entry.value;
  if (
    basket === null || basket.closing || basket.expiresAt <= requestedAt
  ) return null;
  const ready = basket.photos.filter((one) => one.ready).map((one) => one.id);
  if (!ids.every((id) => ready.includes(id))) return null;
  const found = await store.getMany<StoredPhoto>(ids.map(keys.photo));
  operation.check(entry);
  for (const { key, value } of found) {
    if (value === null) return null;
    operation.set(key, { ...value, owner });
  }
  const photos = basket.photos.filter((one) => !ids.includes(one.id));
  if (photos.length === 0) operation.delete(key);
  else operation.set(key, { ...basket, photos });
  return async () => (await store.get(key)).versionstamp === entry.versionstamp;
}

/** Adds to a write that these photos go, with all their bytes. */
export async function deletePhotos(
  store: Store,
  operation: Deno.AtomicOperation,
  ids: readonly PhotoId[],
): Promise<void> {
  for (
    const { value } of await store.getMany<StoredPhoto>(ids.map(keys.photo))
  ) {
    if (value !== null) deleteOne(operation, value.id, value.chunks);
  }
}

function deleteOne(
  operation: Deno.AtomicOperation,
  id: PhotoId,
  chunks: number,
) {
  operation.delete(keys.photo(id));
  for (let i = 0; i < chunks; i++) operation.delete(keys.photoChunk(id, i));
}
