import { SECOND } from "@/lib/domain/instant.ts";
import type { OpenStreams } from "./open_streams.ts";

/** Proxies and Deno Deploy close what is silent; a comment keeps it open. */
const COMMENT_EVERY = 15 * SECOND;
/** A page that cannot keep up is let go; it comes back for a whole snapshot. */
const MOST_BUFFERED = 64;

export interface Sender {
  /** One event; `data` becomes JSON. Does nothing once the stream is closed. */
  send(event: string, data: unknown, id?: string): void;
  close(): void;
}

/**
 * Server-sent events (HTML Standard, section 9.2). `subscribe` begins the flow
 * and returns its undo, which is called exactly once, whoever ends the stream:
 * the page, the server's shutdown or the sender itself.
 */
export function eventStream(
  streams: OpenStreams,
  subscribe: (sender: Sender) => () => void,
): Response {
  const encoder = new TextEncoder();
  let end = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let closed = false;
      let undo = () => {};
      const write = (text: string) => {
        if (closed) return;
        if ((controller.desiredSize ?? 0) < -MOST_BUFFERED) {
          return sender.close();
        }
        controller.enqueue(encoder.encode(text));
      };
      const comments = setInterval(() => write(":\n\n"), COMMENT_EVERY);
      const forget = streams.add(() => {
        sender.send("bye", {});
        sender.close();
      });
      end = () => {
        if (closed) return;
        closed = true;
        clearInterval(comments);
        forget();
        undo();
      };
      const sender: Sender = {
        send(event, data, id) {
          const name = id === undefined ? "" : `id: ${id}\n`;
          write(`${name}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
        },
        close() {
          if (closed) return;
          end();
          controller.close();
        },
      };
      write("retry: 500\n\n");
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
      // nginx would otherwise hold events back until its buffer is full.
      "x-accel-buffering": "no",
    },
  });
}

/** Does the asker want a stream? Whoever asks for the head alone does not. */
export function wantsStream(req: Request): boolean {
  return req.method === "GET" &&
    (req.headers.get("accept") ?? "").includes("text/event-stream");
}
