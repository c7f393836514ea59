import type { PhotoId } from "@/lib/domain/basic/ids.ts";
import { keys } from "@/lib/adapters/kv/keys.ts";
import type { StoredPhoto } from "./photo_rows.ts";
import type { Store } from "@/lib/adapters/kv/store.ts";

/** Deno KV allows 64 KiB in a value and 800 KB in one write. */
export const CHUNK = 60 * 1024;
const CHUNKS_A_WRITE = 10;

export function chunksOf(bytes: Uint8Array): number {
  return Math.ceil(bytes.length / CHUNK);
}

export async function writeChunks(
  store: Store,
  { id, bytes }: { readonly id: PhotoId; readonly bytes: Uint8Array },
): Promise<void> {
  const chunks = chunksOf(bytes);
  for (let at = 0; at < chunks; at += CHUNKS_A_WRITE) {
    const operation = store.atomic();
    for (let i = at; i < Math.min(at + CHUNKS_A_WRITE, chunks); i++) {
      const chunk = bytes.slice(i * CHUNK, (i + 1) * CHUNK);
      operation.set(keys.photoChunk(id, i), chunk);
    }
    await store.commit(operation);
  }
}

/** Null if one of them is gone: the photo is being deleted at this moment. */
export async function readChunks(
  store: Store,
  { id, chunks, size }: StoredPhoto,
): Promise<Uint8Array | null> {
  const found = await store.getMany<Uint8Array>(
    Array.from({ length: chunks }, (_, i) => keys.photoChunk(id, i)),
  );
  const bytes = new Uint8Array(size);
  for (const [i, { value }] of found.entries()) {
    if (value === null) return null;
    bytes.set(value, i * CHUNK);
  }
  return bytes;
}
