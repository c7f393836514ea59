import type { Context } from "../context.ts";
import { HttpError } from "../error.ts";
import type { MiddlewareFn } from "../types.ts";

export interface CsrfOptions<State> {
  /** Other origins that may send state-changing requests, or a function that decides. */
  origin?:
    | string
    | string[]
    | ((origin: string, ctx: Context<State>) => boolean);
}

/**
 * Refuses state-changing requests that a browser sends from another site, by
 * `Sec-Fetch-Site` and, in older browsers, by `Origin`. A request with neither
 * is not from a browser and carries nobody's cookies. Source: Fresh, "csrf".
 * @throws HttpError 403
 */
export function csrf<State>(
  options: CsrfOptions<State> = {},
): MiddlewareFn<State> {
  return (ctx) => {
    if (isSafe(ctx.req.method) || mayChange(ctx, options)) return ctx.next();
    throw new HttpError(403);
  };
}

function isSafe(method: string): boolean {
  return method === "GET" || method === "HEAD" || method === "OPTIONS";
}

function mayChange<State>(
  ctx: Context<State>,
  { origin: allowed }: CsrfOptions<State>,
): boolean {
  const site = ctx.req.headers.get("sec-fetch-site");
  const origin = ctx.req.headers.get("origin");
  if (site === "same-origin" || site === "none") return true;
  if (site === null && origin === null) return true;
  if (origin === null) return false;
  const isListed = typeof allowed === "function"
    ? allowed(origin, ctx)
    : [allowed].flat().includes(origin);
  return isListed || (site === null && hostOf(origin) === ctx.url.host);
}

/** Only the host: behind a proxy that terminates TLS our own scheme differs. */
function hostOf(origin: string): string | null {
  return URL.parse(origin)?.host ?? null;
}
