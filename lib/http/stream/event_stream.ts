import { ALIVE_EVERY } from "@/lib/domain/basic/stream_times.ts";
import type { Closing, Register } from "./open_streams.ts";

/** A page that cannot keep up is disconnected; it reconnects and gets a whole snapshot. */
const MOST_BUFFERED = 64;

/** Milliseconds until EventSource reconnects after a lost connection. */
const RETRY = 500;
/** The same after `replaced`, for a page of an older version, which does not know the event. */
const RETRY_REPLACED = 60_000;

/** An event as it is sent: encoded once for all its readers. */
export type EncodedEvent = Uint8Array<ArrayBuffer>;

/** @typeParam Events the data of each event, by the event's name */
export interface Sender<Events> {
  /** Sends one event; `data` becomes JSON. Does nothing once the stream is closed. */
  send<Name extends keyof Events & string>(
    event: Name,
    data: Events[Name],
    options?: { readonly id?: string },
  ): void;
  sendEncoded(event: EncodedEvent): void;
  close(): void;
}

type Nothing = Readonly<Record<string, never>>;

/** Every stream has them: the server closes it, or it still works. */
export type Bye = Readonly<Record<Closing | "alive", Nothing>>;

const encoder = new TextEncoder();

export function encodeEvent<
  Events,
  Name extends keyof Events & string = keyof Events & string,
>(
  event: Name,
  data: Events[Name],
  { id }: { readonly id?: string } = {},
): EncodedEvent {
  const name = id === undefined ? "" : `id: ${id}\n`;
  return encoder.encode(
    `${name}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`,
  );
}

const retryAfter = (ms: number) => encoder.encode(`retry: ${ms}\n\n`);
const ALIVE = encodeEvent<Bye>("alive", {});

/**
 * Server-sent events (HTML Standard, section 9.2). `subscribe` starts the
 * stream and returns its undo, which is called exactly once, whether the page,
 * the server or the sender ends the stream.
 */
export function eventStream<Events extends Bye>(
  register: Register,
  subscribe: (sender: Sender<Events>) => () => void,
): Response {
  let end = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let closed = false;
      let undo = () => {};
      const write = (event: EncodedEvent) => {
        if (closed) return;
        if ((controller.desiredSize ?? 0) < -MOST_BUFFERED) {
          return sender.close();
        }
        controller.enqueue(event);
      };
      const keepAlive = setInterval(() => write(ALIVE), ALIVE_EVERY);
      const sender: Sender<Events> = {
        send: (event, data, options) =>
          write(encodeEvent<Events>(event, data, options)),
        sendEncoded: write,
        close() {
          if (closed) return;
          end();
          controller.close();
        },
      };
      const forget = register((why) => {
        if (why === "replaced") write(retryAfter(RETRY_REPLACED));
        write(encodeEvent<Bye>(why, {}));
        sender.close();
      });
      end = () => {
        if (closed) return;
        closed = true;
        clearInterval(keepAlive);
        forget();
        undo();
      };
      write(retryAfter(RETRY));
      undo = subscribe(sender);
      if (closed) undo();
    },
    cancel() {
      end();
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream",
      "cache-control": "no-store, no-transform",
      // Otherwise nginx buffers events.
      "x-accel-buffering": "no",
    },
  });
}

/** Returns whether the caller wants a stream. A HEAD request does not. */
export function wantsStream(req: Request): boolean {
  return req.method === "GET" &&
    (req.headers.get("accept") ?? "").includes("text/event-stream");
}
