import { until } from "@/tests/_support/patience.ts";

/** A proxy, or an antivirus program, that passes the headers of an event stream and holds its events back. */
export interface HoldingProxy extends AsyncDisposable {
  readonly baseUrl: string;
  /** How many streams it holds. */
  held(): number;
  /** Resolves when it holds one for this path. */
  holds(path: string): Promise<void>;
}

export function holdingProxy(target: () => string): HoldingProxy {
  const held: string[] = [];
  const stopping = new AbortController();
  const server = Deno.serve(
    {
      port: 0,
      hostname: "127.0.0.1",
      signal: stopping.signal,
      onListen() {},
    },
    async (request) => {
      const { pathname, search } = new URL(request.url);
      const response = await fetch(`${target()}${pathname}${search}`, {
        method: request.method,
        headers: request.headers,
        body: request.body,
        redirect: "manual",
      });
      const headers = new Headers(response.headers);
      // fetch has decoded the body.
      headers.delete("content-encoding");
      headers.delete("content-length");
      const isStream = headers.get("content-type") === "text/event-stream";
      if (!isStream) {
        return new Response(response.body, {
          status: response.status,
          headers,
        });
      }
      held.push(pathname);
      const body = new ReadableStream({
        cancel: () => response.body?.cancel(),
      });
      return new Response(body, { headers });
    },
  );
  return {
    baseUrl: `http://localhost:${server.addr.port}`,
    held: () => held.length,
    async holds(path) {
      await until(`a held stream of ${path}`, () => held.includes(path));
    },
    async [Symbol.asyncDispose]() {
      // The held streams would never end by themselves.
      stopping.abort();
      await server.finished;
    },
  };
}
