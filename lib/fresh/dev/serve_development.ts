import type { App } from "../app.ts";
import { errorPage } from "../error_page.ts";
import type { ListenOptions } from "../types.ts";
import { load, type Made } from "./make.ts";
import { endWithSupervisor } from "./supervise.ts";

type Handler = (
  req: Request,
  info?: Deno.ServeHandlerInfo,
) => Promise<Response>;

/** Serve the app, or the error that keeps it from starting. Runs in the process that `superviseDevelopment` restarts. */
export async function serveDevelopment<State>(
  make: () => Promise<Made>,
  importApp: () => Promise<{ app: App<State> } | App<State>>,
  options: ListenOptions,
): Promise<void> {
  endWithSupervisor();
  const started = crypto.randomUUID();
  let basePath = "";
  let handler: Handler;
  try {
    const [made, imported] = await Promise.all([make(), importApp()]);
    const app = "app" in imported ? imported.app : imported;
    (await load(made))(app);
    handler = app.handler();
    basePath = app.config.basePath;
  } catch (error) {
    console.error(error);
    handler = () => errorPage(error, { basePath });
  }
  const server = Deno.serve(
    { port: 8000, ...options } as Deno.ServeTcpOptions,
    (req, info) => {
      const { pathname } = new URL(req.url);
      if (pathname === basePath + "/_fresh/reload.js") {
        return reloadScript(basePath);
      }
      if (pathname === basePath + "/_fresh/alive") return alive(started);
      return handler(req, info);
    },
  );
  await server.finished;
}

/** Reload when the stream comes back from a server that was started since. */
function reloadScript(basePath: string): Response {
  const code = `let seen;
const source = new EventSource(${JSON.stringify(basePath + "/_fresh/alive")});
source.onmessage = ({ data }) => {
  if (seen && seen !== data) location.reload();
  seen = data;
};
addEventListener("pagehide", () => source.close());
`;
  return new Response(code, {
    headers: {
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "no-store",
    },
  });
}

function alive(started: string): Response {
  let timer: ReturnType<typeof setInterval>;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) =>
        controller.enqueue(new TextEncoder().encode(text));
      send(`retry: 150\ndata: ${started}\n\n`);
      timer = setInterval(() => send(":\n\n"), 15_000);
    },
    cancel() {
      clearInterval(timer);
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream",
      "cache-control": "no-store",
    },
  });
}
