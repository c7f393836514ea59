import type { Context } from "../context.ts";
import type { MiddlewareFn } from "../types.ts";

export interface CORSOptions<State = unknown> {
  /** Origins that may read responses. Default: `*`. */
  origin?:
    | string
    | string[]
    | ((origin: string, ctx: Context<State>) => string | null | undefined);
  allowMethods?: string[];
  /** Default: what the preflight requests. */
  allowHeaders?: string[];
  /** How long a browser may cache the response to a preflight, in seconds. */
  maxAge?: number;
  credentials?: boolean;
  exposeHeaders?: string[];
}

const METHODS = ["GET", "HEAD", "PUT", "POST", "DELETE", "PATCH"];

/**
 * Says which other origins may read responses; a disallowed one gets no such
 * header. Source: Fresh, "cors".
 */
export function cors<State>(
  options: CORSOptions<State> = {},
): MiddlewareFn<State> {
  const { origin = "*", allowMethods = METHODS, maxAge } = options;
  const allow = "access-control-allow-";
  return async (ctx) => {
    const asked = ctx.req.headers.get("origin") ?? "";
    const allowed = decide(origin, asked, ctx);
    const own: Record<string, string> = {};
    if (allowed) own[allow + "origin"] = allowed;
    if (options.credentials) own[allow + "credentials"] = "true";
    const exposed = options.exposeHeaders?.join(",");
    if (exposed) own["access-control-expose-headers"] = exposed;
    const vary = allowed === "*" ? [] : ["Origin"];

    let res: Response;
    if (ctx.req.method === "OPTIONS") {
      const requested = ctx.req.headers.get("access-control-request-headers");
      const names = options.allowHeaders?.join(",") ||
        requested?.replace(/\s*,\s*/g, ",");
      if (names) own[allow + "headers"] = names;
      if (names) vary.push("Access-Control-Request-Headers");
      own[allow + "methods"] = allowMethods.join(",");
      if (maxAge !== undefined) own["access-control-max-age"] = `${maxAge}`;
      res = new Response(null, { status: 204, statusText: "No Content" });
    } else {
      const inner = await ctx.next();
      if (inner.status === 101) return inner;
      // The headers of a redirect or a fetched response are immutable.
      res = new Response(inner.body, inner);
    }
    for (const name in own) res.headers.set(name, own[name]!);
    for (const name of vary) res.headers.append("vary", name);
    return res;
  };
}

function decide<State>(
  origin: NonNullable<CORSOptions<State>["origin"]>,
  asked: string,
  ctx: Context<State>,
): string | null | undefined {
  if (typeof origin === "function") return origin(asked, ctx);
  if (origin === "*") return origin;
  return [origin].flat().includes(asked) ? asked : null;
}
