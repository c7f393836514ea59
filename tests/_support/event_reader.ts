/** Reads server-sent events one by one, like a page's EventSource (HTML Standard, 9.2). */
import { PATIENCE } from "./patience.ts";

export interface ServerEvent {
  readonly event: string;
  readonly id: string | null;
  // deno-lint-ignore no-explicit-any -- what a server sends is the test's to check
  readonly data: any;
}

export class EventReader {
  readonly #reader: ReadableStreamDefaultReader<string>;
  #text = "";

  constructor(response: Response) {
    if (!response.headers.get("content-type")?.includes("event-stream")) {
      throw new Error(`not a stream: ${response.status}`);
    }
    this.#reader = response.body!.pipeThrough(new TextDecoderStream())
      .getReader();
  }

  /** The next event, or null at the end of the stream. Throws if none arrives in time. */
  async next(withinMs = PATIENCE): Promise<ServerEvent | null> {
    for (;;) {
      const end = this.#text.indexOf("\n\n");
      if (end !== -1) {
        const block = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 2);
        const event = eventOf(block);
        if (event) return event;
        continue;
      }
      const { done, value } = await inTime(this.#reader.read(), withinMs);
      if (done) return null;
      this.#text += value;
    }
  }

  /** Reads until an event matches; returns all events, the matching one last. */
  async until(fits: (event: ServerEvent) => boolean): Promise<ServerEvent[]> {
    const seen: ServerEvent[] = [];
    for (;;) {
      const event = await this.next();
      if (event === null) throw new Error("the stream ended before that");
      seen.push(event);
      if (fits(event)) return seen;
    }
  }

  /** Disconnects the reader, as a closed tab does. */
  async close(): Promise<void> {
    await this.#reader.cancel();
  }
}

/** Null for comments and for blocks that only set the retry time. */
function eventOf(block: string): ServerEvent | null {
  const fields = new Map(
    block.split("\n").filter((line) => !line.startsWith(":")).map((line) => {
      const at = line.indexOf(": ");
      return [line.slice(0, at), line.slice(at + 2)];
    }),
  );
  const data = fields.get("data");
  if (data === undefined) return null;
  return {
    event: fields.get("event") ?? "message",
    id: fields.get("id") ?? null,
    data: JSON.parse(data),
  };
}

async function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no event came in time")), ms);
  });
  return await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
