import { PHOTO_LIMITS } from "@/lib/domain/booking/photo.ts";
import type { Clock, Photos, Secrets } from "@/lib/ports/mod.ts";
import { keys } from "@/lib/adapters/kv/keys.ts";
import { UploadSessions } from "./upload_sessions.ts";
import { chunksOf, readChunks, writeChunks } from "./photo_chunks.ts";
import {
  claimPhotos,
  deletePhoto,
  deletePhotos,
  removePhoto,
  type StoredPhoto,
} from "./photo_rows.ts";
import { UnclaimedBytes } from "./unclaimed_bytes.ts";
import type { Store } from "@/lib/adapters/kv/store.ts";

interface Parts {
  readonly store: Store;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly uploadSessions: UploadSessions;
  readonly unclaimedBytes: UnclaimedBytes;
}

export function createPhotos(
  parts: Omit<Parts, "uploadSessions" | "unclaimedBytes">,
): Photos {
  const { store } = parts;
  const uploadSessions = new UploadSessions(parts);
  const unclaimedBytes = new UnclaimedBytes(parts);
  const all: Parts = { ...parts, uploadSessions, unclaimedBytes };
  return {
    stage: stageWith(all),
    claim: claimWith(all),

    async staged(name) {
      const uploadSession = await uploadSessions.read(name);
      const found = await store.getMany<StoredPhoto>(
        (uploadSession?.photos ?? []).map(({ id }) => keys.photo(id)),
      );
      return found.flatMap(({ value }) => value === null ? [] : [value]);
    },

    async unstage(uploadSession, id) {
      await uploadSessions.change(uploadSession, (photos, operation) => {
        const one = photos.find((photo) => photo.id === id);
        if (one === undefined) return null;
        deletePhoto(operation, one);
        return photos.filter((photo) => photo !== one);
      });
    },

    async read(id) {
      const photo = (await store.get<StoredPhoto>(keys.photo(id))).value;
      const bytes = photo && await readChunks(store, photo);
      return photo && bytes && { photo, bytes };
    },

    async remove(ids) {
      const operation = store.atomic();
      await deletePhotos({ store, operation }, ids);
      await store.commit(operation);
    },

    sweep: () => uploadSessions.sweep(),
  };
}

/**
 * Registers the photo in its upload session, writes its bytes, and then the
 * record that makes it exist.
 */
function stageWith(
  { store, secrets, clock, uploadSessions, unclaimedBytes }: Parts,
): Photos["stage"] {
  return async (
    uploadSession,
    { bytes, ...image },
    { most, mostUnclaimedBytes = Infinity },
  ) => {
    const id = secrets.photoId();
    const chunks = chunksOf(bytes);
    if (!await unclaimedBytes.take(chunks, mostUnclaimedBytes)) {
      return "no_room";
    }
    const entered = await uploadSessions.open(uploadSession, {
      until: clock.now() + PHOTO_LIMITS.stagedMs,
      change: (photos) =>
        photos.length >= most
          ? null
          : [...photos, { id, chunks, ready: false }],
    });
    if (!entered) return "full";
    await writeChunks(store, { id, bytes });
    const photo: StoredPhoto = {
      ...image,
      id,
      size: bytes.length,
      owner: null,
      chunks,
    };
    const ready = await uploadSessions.change(
      uploadSession,
      (photos, operation) => {
        if (!photos.some((one) => one.id === id)) return null;
        operation.set(keys.photo(id), photo);
        return photos.map((one) =>
          one.id === id ? { ...one, ready: true } : one
        );
      },
    );
    if (ready) return id;
    await removePhoto(store, photo);
    return "expired";
  };
}

function claimWith({ store, secrets, clock }: Parts): Photos["claim"] {
  return (uploadSession, { ids, owner }) =>
    store.retry(async () => {
      const operation = store.atomic();
      const requestedAt = clock.now();
      const claim = { uploadSession, ids, owner, requestedAt };
      const claimed = await claimPhotos({ store, operation }, claim);
      return claimed === null
        ? { write: null, answer: false }
        : { write: operation, answer: true };
    }, { operationId: secrets.ulid });
}
