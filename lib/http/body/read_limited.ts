import { ok, type Outcome, refuse } from "@/lib/http/refusal.ts";
import { blocksOf } from "./blocks.ts";
import { BodyRefused } from "./body_refused.ts";

/** The body as text; `body_too_large` if it is larger than `limit` bytes. */
export async function readLimited(
  req: Request,
  limit: number,
): Promise<Outcome<string>> {
  const read = await readBytes(req, limit);
  if (!read.ok) return read;
  const { bytes, whole } = read.value;
  return whole ? ok(new TextDecoder().decode(bytes)) : refuse("body_too_large");
}

/** The body's first `limit` bytes, and whether that was the whole body. */
export async function readBytes(
  req: Request,
  limit: number,
): Promise<
  Outcome<
    { readonly bytes: Uint8Array<ArrayBuffer>; readonly whole: boolean }
  >
> {
  const blocks: Uint8Array[] = [];
  let size = 0;
  let complete = true;
  try {
    for await (const { bytes, whole } of blocksOf(req, limit)) {
      blocks.push(bytes);
      size += bytes.length;
      complete = whole;
    }
  } catch (error) {
    if (error instanceof BodyRefused) return error.refusal;
    throw error;
  }
  return ok({ bytes: joined(blocks, size), whole: complete });
}

export function joined(blocks: readonly Uint8Array[], size: number) {
  const [first] = blocks;
  if (blocks.length === 1 && first!.buffer instanceof ArrayBuffer) {
    return first as Uint8Array<ArrayBuffer>;
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const block of blocks) {
    bytes.set(block, at);
    at += block.byteLength;
  }
  return bytes;
}
