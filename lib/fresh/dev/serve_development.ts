import { errorPage } from "../answer.ts";
import type { App } from "../app.ts";
import type { Handler } from "../handle.ts";
import type { ListenOptions } from "../types.ts";
import { load, type Made } from "./make.ts";
import { endWithSupervisor } from "./supervise.ts";

/** Serves the app, or the error that keeps it from starting. */
export async function serveDevelopment<State>(
  make: () => Promise<Made>,
  importApp: () => Promise<{ app: App<State> } | App<State>>,
  options: ListenOptions,
): Promise<void> {
  endWithSupervisor();
  const started = crypto.randomUUID();
  let base = "";
  let handler: Handler;
  try {
    const [made, imported] = await Promise.all([make(), importApp()]);
    const app = "app" in imported ? imported.app : imported;
    (await load(made))(app);
    handler = app.handler();
    base = app.config.basePath;
  } catch (error) {
    console.error(error);
    handler = () => Promise.resolve(errorPage(error, base));
  }
  const own = { port: 8000, ...options } as Deno.ServeTcpOptions;
  const serve = () =>
    Deno.serve(own, (req, info) => {
      const { pathname } = new URL(req.url);
      if (pathname === base + "/_fresh/reload.js") return reloadScript(base);
      if (pathname === base + "/_fresh/alive") return alive(started);
      return handler(req, info);
    });
  for (let attempt = 0;; attempt++) {
    try {
      return await serve().finished;
    } catch (error) {
      // The previous server may still be shutting down.
      if (!(error instanceof Deno.errors.AddrInUse) || attempt > 60) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** Reloads when the stream comes back from a server that started later. */
function reloadScript(base: string): Response {
  const code = `let seen;
const source = new EventSource(${JSON.stringify(base + "/_fresh/alive")});
source.onmessage = ({ data }) => {
  if (seen && seen !== data) location.reload();
  seen = data;
};
addEventListener("pagehide", () => source.close());
`;
  return answer(code, "text/javascript; charset=utf-8");
}

/** A stream that reports when this server started, and then stays open. */
function alive(started: string): Response {
  let timer: ReturnType<typeof setInterval>;
  const body = new ReadableStream<string>({
    start(controller) {
      controller.enqueue(`retry: 150\ndata: ${started}\n\n`);
      timer = setInterval(() => controller.enqueue(":\n\n"), 15_000);
    },
    cancel: () => clearInterval(timer),
  });
  return answer(body.pipeThrough(new TextEncoderStream()), "text/event-stream");
}

function answer(body: BodyInit, type: string): Response {
  const headers = { "content-type": type, "cache-control": "no-store" };
  return new Response(body, { headers });
}
