import { type Context, internalsOf } from "./context.ts";
import { HttpError } from "./error.ts";
import { answerPage } from "./page.ts";
import type { AnyComponent, HandlerFn, PageProps, Route } from "./types.ts";

/** Run one step; its Response, or a clear error where a `return` was forgotten. */
export function mustBeResponse(value: unknown): Response {
  if (value instanceof Response) return value;
  throw new TypeError(
    `A middleware or handler gave ${
      value === undefined ? "nothing" : typeof value
    }, not a Response. Is a "return" missing?`,
  );
}

/**
 * Answer with a route: its handler for this method, then its component.
 * @param anyMethod error pages answer every method
 * @throws HttpError 405 if the route has nothing for this method
 */
export async function answerRoute<State>(
  ctx: Context<State>,
  route: Route<State>,
  anyMethod = false,
): Promise<Response> {
  const { component, config } = route;
  const handler = handlerFor(ctx, route, anyMethod);
  if (!handler) return answerPage(ctx, component!, undefined, {}, config ?? {});
  const result = await handler(ctx);
  if (result instanceof Response) return result;
  if (
    !component || typeof result !== "object" || result === null ||
    !("data" in result)
  ) return mustBeResponse(result);
  const init: ResponseInit = {};
  if (result.status !== undefined) init.status = result.status;
  if (result.headers !== undefined) init.headers = result.headers;
  return answerPage(
    ctx,
    component as AnyComponent<PageProps<unknown, State>>,
    result.data,
    init,
    config ?? {},
  );
}

function handlerFor<State>(
  ctx: Context<State>,
  route: Route<State>,
  anyMethod: boolean,
): HandlerFn<unknown, State> | null {
  const handlers = route.handler ?? route.handlers;
  if (typeof handlers === "function") return handlers;
  const method = ctx.req.method;
  const own = (name: string) =>
    handlers && Object.hasOwn(handlers, name)
      ? (handlers as Record<string, HandlerFn<unknown, State>>)[name]!
      : null;
  const found = own(method) ?? (method === "HEAD" ? own("GET") : null);
  if (found) return found;
  if (route.component && (anyMethod || method === "GET" || method === "HEAD")) {
    return null;
  }
  throw methodNotAllowed(ctx, [
    ...Object.keys(handlers ?? {}),
    ...(route.component ? ["GET"] : []),
  ]);
}

/** The 405 error; the answer made from it lists the methods (RFC 9110, 15.5.6). */
export function methodNotAllowed<State>(
  ctx: Context<State>,
  methods: Iterable<string>,
): HttpError {
  const allowed = new Set(methods);
  if (allowed.has("GET")) allowed.add("HEAD");
  const list = [...allowed].sort().join(", ");
  internalsOf(ctx).finishers.push((res) =>
    res.status === 405 && res.headers.set("allow", list)
  );
  return new HttpError(405);
}

export function statusOf(error: unknown): number {
  return error instanceof HttpError ? error.status : 500;
}
