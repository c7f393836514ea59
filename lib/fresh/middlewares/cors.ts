import type { Context } from "../context.ts";
import type { MiddlewareFn } from "../types.ts";

export interface CORSOptions<State = unknown> {
  /** Origins that may read answers. Default: `*`. */
  origin?:
    | string
    | string[]
    | ((origin: string, ctx: Context<State>) => string | null | undefined);
  allowMethods?: string[];
  allowHeaders?: string[];
  /** How long a browser may keep the answer to a preflight, in seconds. */
  maxAge?: number;
  credentials?: boolean;
  exposeHeaders?: string[];
}

const METHODS = ["GET", "HEAD", "PUT", "POST", "DELETE", "PATCH"];

/** Say which other origins may read answers, and answer preflights. Source: Fresh, "cors". */
export function cors<State>(
  options: CORSOptions<State> = {},
): MiddlewareFn<State> {
  const {
    allowMethods = METHODS,
    allowHeaders = [],
    exposeHeaders = [],
    maxAge,
    credentials,
  } = options;
  return async (ctx) => {
    const asked = ctx.req.headers.get("origin") ?? "";
    const allowed = decide(options.origin ?? "*", asked, ctx);
    const own = new Headers();
    if (allowed) own.set("access-control-allow-origin", allowed);
    if (credentials) own.set("access-control-allow-credentials", "true");
    if (exposeHeaders.length > 0) {
      own.set("access-control-expose-headers", exposeHeaders.join(","));
    }
    if (ctx.req.method === "OPTIONS") return preflight(ctx.req, own);
    const res = await ctx.next();
    for (const [name, value] of own) res.headers.set(name, value);
    if (allowed !== "*") res.headers.append("vary", "Origin");
    return res;

    function preflight(req: Request, headers: Headers): Response {
      if (allowed !== "*") headers.append("vary", "Origin");
      if (maxAge !== undefined) {
        headers.set("access-control-max-age", String(maxAge));
      }
      if (allowMethods.length > 0) {
        headers.set("access-control-allow-methods", allowMethods.join(","));
      }
      const requested = req.headers.get("access-control-request-headers");
      const names = allowHeaders.length > 0
        ? allowHeaders
        : requested?.split(/\s*,\s*/) ?? [];
      if (names.length > 0) {
        headers.set("access-control-allow-headers", names.join(","));
        headers.append("vary", "Access-Control-Request-Headers");
      }
      return new Response(null, {
        status: 204,
        statusText: "No Content",
        headers,
      });
    }
  };
}

function decide<State>(
  origin: NonNullable<CORSOptions<State>["origin"]>,
  asked: string,
  ctx: Context<State>,
): string | null | undefined {
  if (typeof origin === "function") return origin(asked, ctx);
  if (typeof origin === "string") return origin;
  return origin.includes(asked) ? asked : origin[0];
}
