import { type Context, internalsOf } from "./context.ts";
import { HttpError } from "./error.ts";
import { answerPage } from "./page.ts";
import type { HandlerFn, Route } from "./types.ts";

/**
 * Answer with a route: its handler for this method, then its component.
 * @param anyMethod error pages answer every method
 * @throws HttpError 405 if the route has nothing for this method (see `refuseMethod`)
 */
export async function answerRoute<State>(
  ctx: Context<State>,
  { component, handler, handlers = handler, config = {} }: Route<State>,
  anyMethod = false,
): Promise<Response> {
  const method = ctx.req.method;
  const byMethod = typeof handlers === "object" ? handlers : {};
  const own = (name: string): HandlerFn<unknown, State> | undefined =>
    Object.hasOwn(byMethod, name) ? Reflect.get(byMethod, name) : undefined;
  const isGet = method === "GET" || method === "HEAD";
  const run = typeof handlers === "function"
    ? handlers
    : own(method) ?? (isGet ? own("GET") : undefined);
  if (!run) {
    if (component && (isGet || anyMethod)) {
      return answerPage(ctx, component, undefined, {}, config);
    }
    const methods = [...Object.keys(byMethod), component ? "GET" : ""];
    return refuseMethod(ctx, methods);
  }
  const result = await run(ctx);
  if (result instanceof Response || !component) return result as Response;
  if (!result || !("data" in result)) return result;
  const { data, ...init } = result;
  return answerPage(ctx, component, data, init as ResponseInit, config);
}

/**
 * Say which methods there are: OPTIONS asks for that (RFC 9110, 9.3.7), for another method it is an error (15.5.6).
 * @throws HttpError 405
 */
export function refuseMethod<State>(
  ctx: Context<State>,
  methods: Iterable<string>,
): Response {
  const allowed = new Set(methods);
  if (allowed.has("GET")) allowed.add("HEAD");
  const allow = [...allowed].filter(Boolean).sort().join(", ");
  if (ctx.req.method === "OPTIONS") {
    return new Response(null, { status: 204, headers: { allow } });
  }
  internalsOf(ctx).finishers.push((res) => {
    if (res.status === 405) res.headers.set("allow", allow);
  });
  throw new HttpError(405);
}

/** The status for an error; one that is none of an error's is 500. */
export function statusOf(error: unknown): number {
  const status = error instanceof HttpError ? error.status : 500;
  return status >= 400 && status <= 599 ? status : 500;
}

/** The answer to an error that no error page took. */
export function answerError<State>(
  ctx: Context<State>,
  error: unknown,
): Response {
  const status = statusOf(error);
  const unseen = internalsOf(ctx).failure !== error;
  if (status >= 500 && unseen) console.error(error);
  if (status >= 500 && showsErrors(ctx)) {
    return errorPage(error, ctx.config.basePath);
  }
  const known = error instanceof HttpError;
  return ctx.text(known ? error.message : "Internal server error", { status });
}

/** Whether a browser gets the error itself: never in production. */
export function showsErrors<State>({ config, req }: Context<State>): boolean {
  return config.mode === "development" &&
    (req.headers.get("accept")?.includes("text/html") ?? false);
}

/** The page that shows an error, with its places in the source. */
export function errorPage(error: unknown, basePath: string): Response {
  const text = error instanceof Error && error.stack || String(error);
  const shown = text.replace(/[&<>]/g, (char) => `&#${char.charCodeAt(0)};`);
  const html = `<!DOCTYPE html><html lang="en"><meta charset="utf-8">
<title>Error</title><pre style="margin:2rem;white-space:pre-wrap">${shown}</pre>
<script type="module" src="${basePath}/_fresh/reload.js"></script></html>`;
  const headers = { "content-type": "text/html; charset=utf-8" };
  return new Response(html, { status: 500, headers });
}

/** Headers that must be on every answer, and no body for HEAD. */
export function finish<State>(ctx: Context<State>, res: Response): Response {
  // A WebSocket upgrade is bound to its own Response object.
  if (res.status === 101) return res;
  const { finishers } = internalsOf(ctx);
  if (finishers.length > 0) res = new Response(res.body, res);
  for (const change of finishers) change(res);
  if (ctx.req.method !== "HEAD" || res.body === null) return res;
  res.body.cancel().catch(() => {});
  return new Response(null, res);
}
