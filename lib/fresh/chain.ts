import { answerRoute, mustBeResponse, statusOf } from "./answer.ts";
import { type Context, internalsOf } from "./context.ts";
import type { LayoutEntry } from "./page.ts";
import { compile, isDynamic } from "./router.ts";
import type { MaybeLazyMiddleware, MiddlewareFn, Route } from "./types.ts";

/** A value, or the load of a route file that holds it. */
export type Later<T> = () => T | Promise<T>;

type Value<State> =
  | { kind: "use"; run: Later<MaybeLazyMiddleware<State>[]> }
  | { kind: "layout"; layout: Later<LayoutEntry> }
  | { kind: "app"; layout: Later<LayoutEntry> }
  | { kind: "error"; route: Later<Route<State>> }
  | { kind: "notFound"; route: Later<Route<State>> };

/** Something that surrounds routes: a middleware, a layout, the app wrapper, an error page. */
export type Scope<State> = Value<State> & Place;

interface Place {
  /** URL path it is for, and everything below; empty for all. */
  path: string;
  /** For a file: its directory below `routes/`; null for what was registered in code. */
  dir: string | null;
}

export interface Target {
  /** The route's pattern, or null for a URL that no route matches. */
  pattern: string | null;
  /** The directory of its file, or null for a route in code. */
  dir: string | null;
}

type Step<State> = (ctx: Context<State>) => Response | Promise<Response>;

/** Everything around a route, outermost first; at each depth the error page, then layouts, then middlewares. */
export function stepsAround<State>(
  scopes: Scope<State>[],
  target: Target,
): Step<State>[] {
  const byDepth = new Map<number, Scope<State>[]>();
  for (const scope of scopes) {
    if (!surrounds(scope, target)) continue;
    const depth = depthOf(scope);
    byDepth.set(depth, [...byDepth.get(depth) ?? [], scope]);
  }
  if (!byDepth.has(0)) byDepth.set(0, []);
  const notFound = scopes.findLast((scope) =>
    scope.kind === "notFound" && surrounds(scope, target)
  );
  const steps: Step<State>[] = [];
  for (const depth of [...byDepth.keys()].sort((a, b) => a - b)) {
    const group = byDepth.get(depth)!;
    const order = (kinds: string[]) =>
      group.filter((scope) => kinds.includes(scope.kind));
    const layouts = order(["app", "layout"]).map((scope) =>
      only(scope, target, stepOf(scope))
    );
    const errors = order(["error"]);
    steps.push(...layouts);
    for (const error of errors) {
      steps.push(
        only(
          error,
          target,
          boundary(error, depth > 0 && notFound !== undefined),
        ),
      );
    }
    if (depth === 0 && notFound) steps.push(boundary(notFound, false));
    for (const scope of order(["use"])) {
      steps.push(only(scope, target, stepOf(scope)));
    }
  }
  return steps;
}

function depthOf<State>({ path, dir }: Scope<State>): number {
  const count = (text: string) => text.split("/").filter(Boolean).length;
  return count(path) + (dir === null ? 0 : count(dir));
}

/** Whether a scope may apply to a route at all; `only` asks again for each request where patterns leave it open. */
function surrounds<State>(scope: Scope<State>, target: Target): boolean {
  if (scope.dir !== null && scope.kind !== "notFound" && scope.kind !== "app") {
    const dir = target.dir ?? (target.pattern === null ? "" : null);
    if (dir === null) return scope.kind === "error" && scope.dir === "";
    return dir.startsWith(scope.dir);
  }
  if (scope.path === "" || target.pattern === null) return true;
  if (isDynamic(scope.path) || isDynamic(target.pattern)) return true;
  return target.pattern === scope.path ||
    target.pattern.startsWith(scope.path + "/");
}

function only<State>(
  scope: Scope<State>,
  target: Target,
  step: Step<State>,
): Step<State> {
  if (scope.path === "") return step;
  const open = target.pattern === null || isDynamic(scope.path) ||
    isDynamic(target.pattern);
  if (!open) return step;
  const itself = compile(scope.path);
  const below = compile(scope.path + "/*");
  return (ctx) => {
    const { pathname } = ctx.url;
    return itself(pathname) || below(pathname) ? step(ctx) : ctx.next();
  };
}

function stepOf<State>(scope: Scope<State>): Step<State> {
  if (scope.kind === "use") {
    let inner: Step<State>[] | null = null;
    return async (ctx) => {
      inner ??= (await scope.run()).map(unlazy);
      const after = ctx.next;
      return runSteps(ctx, [...inner, () => after()]);
    };
  }
  if (scope.kind !== "layout" && scope.kind !== "app") {
    return boundary(scope, false);
  }
  return async (ctx) => {
    const hidden = internalsOf(ctx);
    const layout = await scope.layout();
    if (scope.kind === "app") hidden.app = layout;
    else {
      hidden.layouts = layout.config.skipInheritedLayouts
        ? [layout]
        : [...hidden.layouts, layout];
      if (layout.config.skipAppWrapper) hidden.skipApp = true;
    }
    return ctx.next();
  };
}

/** Answer with an error page for whatever is thrown below. */
function boundary<State>(scope: Scope<State>, leave404: boolean): Step<State> {
  if (scope.kind !== "error" && scope.kind !== "notFound") {
    throw new TypeError("not an error page");
  }
  return async (ctx) => {
    const hidden = internalsOf(ctx);
    const { layouts, skipApp } = hidden;
    try {
      return await ctx.next();
    } catch (error) {
      const status = statusOf(error);
      if (
        scope.kind === "notFound" ? status !== 404 : status === 404 && leave404
      ) throw error;
      if (ctx.error !== error && status >= 500) {
        console.error(error);
        hidden.failure = error;
      }
      Object.assign(hidden, { layouts, skipApp });
      ctx.error = error;
      return await answerRoute(ctx, await scope.route(), true);
    }
  };
}

/** A middleware, or a function that gives one the first time it is called. */
export function unlazy<State>(
  middleware: MaybeLazyMiddleware<State>,
): Step<State> {
  let loaded: MaybeLazyMiddleware<State> = middleware;
  return async (ctx) => {
    const result = await loaded(ctx);
    if (typeof result !== "function") return result;
    loaded = result;
    return (result as MiddlewareFn<State>)(ctx);
  };
}

/** Run middlewares in order; each one's `ctx.next()` is the next. */
export function runSteps<State>(
  ctx: Context<State>,
  steps: Step<State>[],
): Promise<Response> {
  const run = async (i: number): Promise<Response> => {
    const outer = ctx.next;
    ctx.next = () => run(i + 1);
    try {
      return mustBeResponse(await steps[i]!(ctx));
    } finally {
      ctx.next = outer;
    }
  };
  return run(0);
}
