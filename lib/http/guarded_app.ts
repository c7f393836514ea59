import { App, type Context, type FreshConfig, HttpError } from "fresh";
import { describeError } from "@/lib/domain/basic/describe_error.ts";
import { trimEnd } from "@/lib/domain/basic/trim_end.ts";
import { METHODS } from "./every_method.ts";
import { refuse } from "./refusal.ts";
import { refusalResponse, wordsOf } from "./refusals.ts";
import { pageHeaders, SCRIPTLESS_POLICY } from "./security_headers.ts";
import type { Services, State } from "./state.ts";

type Handler = ReturnType<App<State>["handler"]>;

/**
 * What every request passes before Fresh sees it. Fresh throws outside its
 * middlewares at a method that it does not know and at a malformed escape, and
 * what it sends then has no headers of ours.
 *
 * `handler()` is what `_fresh/server.js` and `dev.ts` call, so this holds
 * wherever the app is served.
 */
export class GuardedApp extends App<State> {
  readonly #services: Services;

  constructor(config: FreshConfig, services: Services) {
    super(config);
    this.#services = services;
  }

  override handler(): Handler {
    return guard(super.handler(), this.#services);
  }
}

/** Requests that Fresh could not route, as `routable` made them. They are refused. */
const refused = new WeakMap<Request, "method" | "address">();

export function guard(
  handler: Handler,
  { config, deps }: Pick<Services, "config" | "deps">,
): Handler {
  return async (req, info) => {
    try {
      return sealed(await handler(routable(req), info), config);
    } catch (error) {
      deps.log("unexpected_error", { reason: describeError(error) });
      return sealed(new Response(wordsOf("internal"), { status: 500 }), config);
    }
  };
}

/**
 * The request in a form that has a route or a 404, refused later by
 * `refuseUnroutable`: the refusal is then a page or JSON like any other.
 */
function routable(req: Request): Request {
  const url = URL.parse(req.url) ?? new URL("http://localhost/%");
  const readable = isReadable(url.pathname);
  const known = METHODS.includes(req.method);
  if (readable && known && !endsInSlash(url)) return req;
  if (readable) url.pathname = trimEnd(url.pathname, /\//) || "/";
  else url.pathname = url.pathname.replaceAll("%", "%25");
  if (readable && known) return new Request(url, req);
  // The body is not needed to refuse it.
  const method = known ? req.method : "OPTIONS";
  const own = new Request(url, { method, headers: req.headers });
  refused.set(own, readable ? "method" : "address");
  return own;
}

/** Mail programs and people add one; only some of Fresh's routes ignore it. */
function endsInSlash({ pathname }: URL): boolean {
  return pathname.length > 1 && pathname.endsWith("/");
}

function isReadable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}

/** The middleware that refuses what `routable` had to change. */
export async function refuseUnroutable(
  ctx: Context<State>,
): Promise<Response> {
  const reason = refused.get(ctx.req);
  if (reason === undefined) return await ctx.next();
  if (reason === "address") {
    if (isApi(ctx.url)) return refusalResponse(refuse("bad_request"));
    throw new HttpError(400);
  }
  // OPTIONS in its place: the path's methods, or a refusal of its own.
  const response = await ctx.next();
  if (response.status >= 400) return response;
  await response.body?.cancel();
  ctx.state.allow = response.headers.get("allow") ?? "GET, HEAD";
  throw new HttpError(405);
}

function isApi({ pathname }: URL): boolean {
  return pathname.startsWith("/api/");
}

/** With the headers of every response, also where no middleware of ours ran. */
function sealed(response: Response, config: Services["config"]): Response {
  const { headers, status } = response;
  // The response of an accepted WebSocket must not be modified.
  if (status === 101 || headers.has("x-content-type-options")) return response;
  const own = new Response(response.body, response);
  for (const [name, value] of pageHeaders(config)) own.headers.set(name, value);
  own.headers.set("content-security-policy", SCRIPTLESS_POLICY);
  return own;
}
