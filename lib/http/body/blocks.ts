import { refuse } from "@/lib/http/refusal.ts";
import { bodyOf } from "./bodies.ts";
import { BODY_LIMITS } from "./body_limits.ts";
import { BodyRefused } from "./body_refused.ts";

const FIRST = 2 * 1024;
/** Bytes. A sender chooses how small its chunks are: a million chunks of one byte are kept as sixteen blocks. */
const BLOCK = 64 * 1024;
/** Chunks between two turns of the event loop: queued chunks are read without one. */
const CHUNKS_A_TURN = 256;

/** The last block of a body, and whether more would have followed. */
export interface Block {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** False on the last block of a body that exceeds the limit. */
  readonly whole: boolean;
}

/**
 * The body's first `limit` bytes, in blocks. Reading stops at the limit: the
 * sender's `content-length` is not trusted.
 *
 * @throws BodyRefused when it breaks off, is too slow, or finds no memory
 */
export async function* blocksOf(
  req: Request,
  limit: number,
): AsyncGenerator<Block> {
  if (req.body === null) return;
  const body = bodyOf(req);
  if (limit > BODY_LIMITS.heavy) await body.turn();
  const chunks = new ChunkReader(req.body, () => body.abort());
  const notArriving = body.arriving((reason) => chunks.cut(reason));
  const allocated = (bytes: number) => {
    body.reserve(bytes);
    return new Uint8Array(bytes);
  };
  let block = allocated(Math.min(FIRST, limit));
  let used = 0;
  let room = limit - block.length;
  try {
    for (let chunk = await chunks.next(); chunk; chunk = await chunks.next()) {
      let at = 0;
      while (at < chunk.length) {
        if (used === block.length) {
          if (room === 0) {
            yield { bytes: block, whole: false };
            return;
          }
          yield { bytes: block, whole: true };
          block = allocated(Math.min(BLOCK, room));
          room -= block.length;
          used = 0;
        }
        const part = chunk.subarray(at, at + block.length - used);
        block.set(part, used);
        at += part.length;
        used += part.length;
      }
    }
    yield { bytes: block.subarray(0, used), whole: true };
  } finally {
    notArriving();
    chunks.stop();
  }
}

/** Reads a stream's chunks until its end, or until it is cut off. */
class ChunkReader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #cut = Promise.withResolvers<never>();
  #reason: BodyRefused | null = null;
  #read = 0;
  #over = false;

  constructor(
    stream: ReadableStream<Uint8Array>,
    private readonly aborted: () => void,
  ) {
    this.#reader = stream.getReader();
    this.#cut.promise.catch(() => {});
  }

  /** @throws BodyRefused when it was cut off or breaks off */
  async next(): Promise<Uint8Array | null> {
    if (this.#reason) throw this.#reason;
    if (++this.#read % CHUNKS_A_TURN === 0) {
      await new Promise((done) => setTimeout(done));
    }
    const { done, value } = await Promise.race([
      this.#reader.read().catch(() => {
        if (this.#reason) throw this.#reason;
        this.aborted();
        throw new BodyRefused(refuse("body_aborted"));
      }),
      this.#cut.promise,
    ]);
    if (this.#reason) throw this.#reason;
    this.#over = done;
    return done ? null : value;
  }

  cut(reason: BodyRefused) {
    this.#reason ??= reason;
    this.#cut.reject(reason);
  }

  /** The sender sees a closed connection, instead of one that nobody reads. */
  stop() {
    if (!this.#over) this.#reader.cancel().catch(() => {});
  }
}
