/**
 * The body as text, or null if it is larger than `limit` bytes. Stops reading at
 * the limit: what a sender claims in `content-length` is not believed.
 */
export async function readLimited(
  req: Request,
  limit: number,
): Promise<string | null> {
  const { bytes, whole } = await readBytes(req, limit);
  return whole ? new TextDecoder().decode(bytes) : null;
}

/** The body's first `limit` bytes, and whether that was all of it. */
export async function readBytes(
  req: Request,
  limit: number,
): Promise<
  { readonly bytes: Uint8Array<ArrayBuffer>; readonly whole: boolean }
> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of req.body ?? []) {
    const room = limit - size;
    chunks.push(chunk.subarray(0, room));
    size += Math.min(chunk.byteLength, room);
    if (chunk.byteLength > room) {
      return { bytes: joined(chunks, size), whole: false };
    }
  }
  return { bytes: joined(chunks, size), whole: true };
}

function joined(chunks: readonly Uint8Array[], size: number) {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
