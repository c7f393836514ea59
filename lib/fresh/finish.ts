import type { Context, ContextInternals } from "./context.ts";
import { errorPage } from "./error_page.ts";
import { HttpError } from "./error.ts";
import type { ResolvedFreshConfig } from "./types.ts";

/** What `ctx.info` is when the app is called as a function, without a connection. */
export const FALLBACK_INFO: Deno.ServeHandlerInfo = {
  remoteAddr: { transport: "tcp", hostname: "localhost", port: 1234 },
  completed: Promise.resolve(),
};

/** Whether a browser gets the error itself: never in production. */
export function showsErrors(
  req: Request,
  config: ResolvedFreshConfig,
): boolean {
  return config.mode === "development" &&
    (req.headers.get("accept")?.includes("text/html") ?? false);
}

/** The answer to an error that no error page took. */
export async function failed<State>(
  error: unknown,
  ctx: Context<State>,
): Promise<Response> {
  const status = error instanceof HttpError ? error.status : 500;
  if (status >= 500 && ctx.error !== error) console.error(error);
  if (status >= 500 && showsErrors(ctx.req, ctx.config)) {
    return await errorPage(error, ctx.config);
  }
  const text = error instanceof HttpError
    ? error.message
    : "Internal server error";
  return new Response(text, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8" },
  });
}

/** Last changes to an answer: headers that must be on every kind of it, and no body for HEAD. */
export function finish(
  req: Request,
  { finishers }: ContextInternals,
  res: Response,
): Response {
  // A WebSocket upgrade (status 101) is bound to its own Response object.
  if (res.status === 101) return res;
  if (finishers.length > 0) {
    const own = new Response(res.body, res);
    for (const change of finishers) change(own);
    res = own;
  }
  if (req.method !== "HEAD" || res.body === null) return res;
  res.body.cancel().catch(() => {});
  return new Response(null, res);
}
