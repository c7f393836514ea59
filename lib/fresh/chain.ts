import { answerRoute, statusOf } from "./answer.ts";
import { type Context, internalsOf } from "./context.ts";
import { HttpError } from "./error.ts";
import type { LayoutEntry } from "./page.ts";
import { isDynamic, matcher } from "./router.ts";
import type { MaybeLazyMiddleware, Route } from "./types.ts";

/** One step in handling a request: it answers, or calls `ctx.next()`. */
export type Step<State> = (
  ctx: Context<State>,
) => Response | Promise<Response>;

/** The order of steps at the same depth. */
const ORDER = ["app", "layout", "error", "notFound", "use"] as const;

/** Where something applies. */
interface Place {
  /** The URL path it applies to, with everything below; empty for all. */
  path: string;
  /** The directory of its file below `routes/`; null if it was added in code. */
  dir: string | null;
}

/** Something around routes: middleware, layout, app wrapper, error page. */
export interface Scope<State> extends Place {
  kind: typeof ORDER[number];
  run: Step<State>;
}

/** A route's place; its path is null for a URL that no route matches. */
export interface Target {
  path: string | null;
  dir: string | null;
}

/** Everything around a route, outermost first. */
export function stepsAround<State>(
  scopes: Scope<State>[],
  target: Target,
): Step<State>[] {
  const rank = ({ kind }: Scope<State>) => ORDER.indexOf(kind);
  return scopes.filter((scope) => surrounds(scope, target))
    .toSorted((a, b) => depth(a) - depth(b) || rank(a) - rank(b))
    .map((scope) => only(scope, target));
}

function depth({ path, dir }: Place): number {
  return (path + "/" + (dir ?? "")).split("/").filter(Boolean).length;
}

/** Whether a scope may apply to a route; `only` checks again per request. */
function surrounds<State>(scope: Scope<State>, target: Target): boolean {
  if (scope.dir !== null) {
    if (target.dir !== null) return target.dir.startsWith(scope.dir);
    const shared = target.path === null || scope.kind in FOR_CODE;
    return shared && scope.dir === "";
  }
  if (target.path === null) return scope.path === "";
  return isOpen(scope, target) || scope.path === "" ||
    (target.path + "/").startsWith(scope.path + "/");
}

/** Files at the root of `routes/` that also apply to routes in code. */
const FOR_CODE = { app: 1, error: 1, notFound: 1 };

/** Whether only a request's URL can decide if the scope applies. */
function isOpen({ path }: Place, target: Target): boolean {
  return path !== "" &&
    (target.path === null || isDynamic(path) || isDynamic(target.path));
}

function only<State>(scope: Scope<State>, target: Target): Step<State> {
  if (!isOpen(scope, target)) return scope.run;
  const itself = matcher(scope.path), below = matcher(scope.path + "/*");
  return (ctx) => {
    const { pathname } = ctx.url;
    const applies = itself(pathname) ?? below(pathname);
    return applies ? scope.run(ctx) : ctx.next();
  };
}

/** Remembers the app wrapper or a layout for `ctx.render()`. */
export function layoutStep<State>(
  kind: "app" | "layout",
  load: () => LayoutEntry | Promise<LayoutEntry>,
): Step<State> {
  return async (ctx) => {
    const hidden = internalsOf(ctx);
    const layout = await load();
    if (kind === "app") hidden.app = layout;
    else {
      const { skipInheritedLayouts, skipAppWrapper } = layout.config;
      const inherited = skipInheritedLayouts ? [] : hidden.layouts;
      hidden.layouts = [...inherited, layout];
      hidden.skipApp ||= skipAppWrapper ?? false;
    }
    return ctx.next();
  };
}

/** Answers with an error page for everything thrown below. */
export function errorStep<State>(
  kind: "error" | "notFound",
  load: () => Route<State> | Promise<Route<State>>,
): Step<State> {
  return async (ctx) => {
    const hidden = internalsOf(ctx);
    const { layouts, skipApp, has404 } = hidden;
    if (kind === "notFound") hidden.has404 = true;
    try {
      return await ctx.next();
    } catch (error) {
      const status = statusOf(error);
      // A 404 page handles every 404, also below other error pages.
      const mine = kind === "notFound" ? status === 404 : !has404;
      if (!mine && (kind === "notFound" || status === 404)) throw error;
      if (hidden.failure !== error && status >= 500) {
        console.error(error);
        hidden.failure = error;
      }
      Object.assign(hidden, { layouts, skipApp, status });
      return await answerRoute(ctx, await load(), true);
    }
  };
}

/** A middleware, or a function that loads one when it is first called. */
export function unlazy<State>(
  middleware: MaybeLazyMiddleware<State>,
): Step<State> {
  let loaded = middleware;
  return async (ctx) => {
    const result = await loaded(ctx);
    if (typeof result !== "function") return result;
    loaded = result;
    return result(ctx);
  };
}

/** Runs steps in order; each one's `ctx.next()` is the next. */
export async function runSteps<State>(
  ctx: Context<State>,
  steps: Step<State>[],
  i = 0,
): Promise<Response> {
  const step = steps[i];
  if (!step) throw new HttpError(404);
  const outer = ctx.next;
  ctx.next = () => runSteps(ctx, steps, i + 1);
  try {
    return mustBeResponse(await step(ctx));
  } catch (error) {
    ctx.error = error;
    throw error;
  } finally {
    ctx.next = outer;
  }
}

function mustBeResponse(value: unknown): Response {
  if (value instanceof Response) return value;
  const kind = value === undefined ? "nothing" : typeof value;
  throw new TypeError(
    `A middleware or handler gave ${kind}, not a Response. Is a "return" missing?`,
  );
}
