/** The parts of a photo's rows, each added to an atomic operation. */
import type { PhotoId } from "@/lib/domain/basic/ids.ts";
import type { Instant } from "@/lib/domain/basic/instant.ts";
import type { Photo, PhotoOwner } from "@/lib/domain/booking/photo.ts";
import { keys } from "@/lib/adapters/kv/keys.ts";
import type { Store, Write } from "@/lib/adapters/kv/store.ts";

/** The record; the bytes are stored beside it in this many chunks. */
export type StoredPhoto = Photo & { readonly chunks: number };

/**
 * One upload session's photos. Each is registered before its first byte is
 * written, so whatever a crash leaves behind is known here and deleted with it.
 */
export interface UploadSession {
  readonly photos: readonly {
    readonly id: PhotoId;
    readonly chunks: number;
    readonly ready: boolean;
  }[];
  readonly expiresAt: Instant;
  /** Being deleted: nobody may claim from it, or add to it. */
  readonly closing: boolean;
}

/**
 * Adds to a write that these photos leave their upload session and get an
 * owner: one check, however many they are. Returns a function that tells, if
 * the write is refused, whether the session is unchanged; or null if it does
 * not contain them all.
 */
export async function claimPhotos(
  { store, operation }: Write,
  { uploadSession: name, ids, owner, requestedAt }: {
    readonly uploadSession: string;
    readonly ids: readonly PhotoId[];
    readonly owner: PhotoOwner;
    readonly requestedAt: Instant;
  },
): Promise<(() => Promise<boolean>) | null> {
  const key = keys.uploadSession(name);
  const entry = await store.get<UploadSession>(key);
  const uploadSession = entry.value;
  if (
    uploadSession === null || uploadSession.closing ||
    uploadSession.expiresAt <= requestedAt
  ) return null;
  const ready = uploadSession.photos.filter((one) => one.ready).map((one) =>
    one.id
  );
  if (!ids.every((id) => ready.includes(id))) return null;
  const found = await store.getMany<StoredPhoto>(ids.map(keys.photo));
  operation.check(entry);
  for (const { key, value } of found) {
    if (value === null) return null;
    operation.set(key, { ...value, owner });
  }
  const photos = uploadSession.photos.filter((one) => !ids.includes(one.id));
  if (photos.length === 0) operation.delete(key);
  else operation.set(key, { ...uploadSession, photos });
  return async () => (await store.get(key)).versionstamp === entry.versionstamp;
}

/** Adds to a write that these photos are deleted, with all their bytes. */
export async function deletePhotos(
  { store, operation }: Write,
  ids: readonly PhotoId[],
): Promise<void> {
  const found = await store.getMany<StoredPhoto>(ids.map(keys.photo));
  for (const { value } of found) {
    if (value !== null) deletePhoto(operation, value);
  }
}

export function deletePhoto(
  operation: Deno.AtomicOperation,
  { id, chunks }: { readonly id: PhotoId; readonly chunks: number },
) {
  operation.delete(keys.photo(id));
  for (let i = 0; i < chunks; i++) operation.delete(keys.photoChunk(id, i));
}

/** Deletes one in a write of its own. */
export async function removePhoto(
  store: Store,
  photo: { readonly id: PhotoId; readonly chunks: number },
): Promise<void> {
  const operation = store.atomic();
  deletePhoto(operation, photo);
  await store.commit(operation);
}
