import { answerRoute } from "./answer.ts";
import type { Scope } from "./chain.ts";
import type { Context } from "./context.ts";
import { type FsFile, readFsRoutes, type RouteModule } from "./fs_routes.ts";
import type { LayoutEntry } from "./page.ts";
import type { AnyMethod } from "./router.ts";
import type { MaybeLazyMiddleware, Route, RouteConfig } from "./types.ts";

type Step<State> = (ctx: Context<State>) => Response | Promise<Response>;

export interface RouteCommand<State> {
  method: AnyMethod;
  pattern: string;
  dir: string | null;
  steps: Step<State>[];
}

/** The last step of a route that was given as an object. */
export function routeStep<State>(
  load: () => Route<State> | Promise<Route<State>>,
  config?: RouteConfig,
): Step<State> {
  let route: Route<State> | null = null;
  return async (ctx) => {
    route ??= await load();
    return answerRoute(ctx, config ? { ...route, config } : route);
  };
}

/** Everything that the files under `routes/` say; surroundings first, so that their order does not matter. */
export function commandsOfFiles<State>(
  files: FsFile[],
  path: string,
): ({ scope: Scope<State> } | { route: RouteCommand<State> })[] {
  const scopes: { scope: Scope<State> }[] = [];
  const routes: { route: RouteCommand<State> }[] = [];
  for (const { kind, dir, pattern, file } of readFsRoutes(files)) {
    const load = once(file);
    const where = { path, dir };
    if (kind === "route") {
      const steps = [
        routeStep<State>(async () => routeOf<State>(await load(), file.path)),
      ];
      routes.push({
        route: { method: "ALL", pattern: path + pattern, dir, steps },
      });
    } else if (kind === "middleware") {
      scopes.push({
        scope: {
          kind: "use",
          run: async () => middlewaresOf<State>(await load(), file.path),
          ...where,
        },
      });
    } else if (kind === "app" || kind === "layout") {
      scopes.push({
        scope: {
          kind,
          layout: async () => layoutOf(await load(), file.path),
          ...where,
        },
      });
    } else {
      scopes.push({
        scope: {
          kind,
          route: async () => routeOf<State>(await load(), file.path),
          ...where,
        },
      });
    }
  }
  return [...scopes, ...routes];
}

function once(file: FsFile): () => RouteModule | Promise<RouteModule> {
  let module = file.module;
  return () => module ?? file.load().then((loaded) => module = loaded);
}

function routeOf<State>(module: RouteModule, path: string): Route<State> {
  const handler = module.handlers ?? module.handler;
  if (!handler && typeof module.default !== "function") {
    throw new TypeError(
      `routes/${path} exports neither a component (default) nor a handler.`,
    );
  }
  return { handler, component: module.default, config: module.config } as Route<
    State
  >;
}

function layoutOf(module: RouteModule, path: string): LayoutEntry {
  if (typeof module.default !== "function") {
    throw new TypeError(`routes/${path} has no default export to render.`);
  }
  return {
    component: module.default as LayoutEntry["component"],
    config: module.config ?? {},
  };
}

function middlewaresOf<State>(
  module: RouteModule,
  path: string,
): MaybeLazyMiddleware<State>[] {
  const value = module.default ?? module.handler ?? module.handlers;
  const list = Array.isArray(value) ? value : [value];
  if (!list.every((item) => typeof item === "function")) {
    throw new TypeError(
      `routes/${path} must export a middleware or an array of them (default export).`,
    );
  }
  return list;
}
