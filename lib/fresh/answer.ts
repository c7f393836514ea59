import { type Context, internalsOf } from "./context.ts";
import { HttpError, wordsFor } from "./error.ts";
import { answerPage } from "./page.ts";
import type { HandlerFn, Route } from "./types.ts";

/**
 * Answers with a route: its handler for this method, then its component.
 * @param anyMethod error pages answer every method
 * @throws HttpError 405 if the route has nothing for this method (see
 * `refuseMethod`)
 */
export async function answerRoute<State>(
  ctx: Context<State>,
  { component, handler, handlers = handler, config = {} }: Route<State>,
  anyMethod = false,
): Promise<Response> {
  const method = ctx.req.method;
  const byMethod = methodsOf<State>(handlers);
  const isGet = method === "GET" || method === "HEAD";
  const run = typeof handlers === "function"
    ? handlers
    : byMethod.get(method) ?? (isGet ? byMethod.get("GET") : undefined);
  if (!run) {
    // Without handlers, a component is the answer to every method.
    if (component && (isGet || anyMethod || !handlers)) {
      return answerPage(ctx, component, undefined, {}, config);
    }
    return refuseMethod(
      ctx,
      answeredBy({ component, handlers } as Route<State>),
    );
  }
  const result = await run(ctx);
  if (result instanceof Response) return result;
  if (!result || !("data" in result)) return result;
  const { data, ...init } = result;
  const shown = component ?? (() => null);
  return answerPage(ctx, shown, data, init as ResponseInit, config);
}

/** Handlers by method; a name in lower case is the same method. */
function methodsOf<State>(
  handlers: Route<State>["handlers"],
): Map<string, HandlerFn<unknown, State>> {
  const own = typeof handlers === "object" ? Object.entries(handlers) : [];
  return new Map(own.map(([name, run]) => [name.toUpperCase(), run]));
}

/** The methods that a route answers; null for all. */
export function answeredBy<State>(
  { component, handler, handlers = handler }: Route<State>,
): string[] | null {
  if (typeof handlers !== "object") return null;
  return [...methodsOf(handlers).keys(), ...(component ? ["GET"] : [])];
}

/**
 * Reports the supported methods: OPTIONS asks for them (RFC 9110, 9.3.7), for
 * another method it is an error (15.5.6).
 * @throws HttpError 405
 */
export function refuseMethod<State>(
  ctx: Context<State>,
  methods: Iterable<string> | null,
): Response {
  const allowed = new Set(methods ?? []);
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

/** The status of an error; a value that is not an error status becomes 500. */
export function statusOf(error: unknown): number {
  const status = error instanceof HttpError ? error.status : 500;
  return status >= 400 && status <= 599 ? status : 500;
}

/** The response to an error that no error page handled. */
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
  const words = known ? error.message || wordsFor(status) : "";
  return ctx.text(words || "Internal server error", { status });
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

/** Sets the headers that every response needs, and removes the body for HEAD. */
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
