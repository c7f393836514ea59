import { methodNotAllowed } from "./answer.ts";
import { runSteps, type Scope, stepsAround, unlazy } from "./chain.ts";
import { commandsOfFiles, type RouteCommand, routeStep } from "./commands.ts";
import { Context, type ContextInternals } from "./context.ts";
import { HttpError } from "./error.ts";
import { failed, FALLBACK_INFO, finish, showsErrors } from "./finish.ts";
import type { LayoutEntry } from "./page.ts";
import { type AnyMethod, Router } from "./router.ts";
import { snapshotOf } from "./snapshot.ts";
import type {
  AnyComponent,
  FreshConfig,
  LayoutConfig,
  ListenOptions,
  MaybeLazy,
  MaybeLazyMiddleware,
  PageProps,
  ResolvedFreshConfig,
  Route,
  RouteConfig,
} from "./types.ts";
import type { WebSocketHandlers } from "./websocket.ts";

type Step<State> = (ctx: Context<State>) => Response | Promise<Response>;
type Command<State> =
  | { scope: Scope<State> }
  | { route: RouteCommand<State> }
  | { files: string };
type ErrorHandler<State> = MaybeLazyMiddleware<State> | Route<State>;

/** A Fresh app: routes, middlewares, layouts and error pages, applied from top to bottom. Source: Fresh, "App". */
export class App<State> {
  readonly config: ResolvedFreshConfig;
  #commands: Command<State>[] = [];

  constructor(config: FreshConfig = {}) {
    this.config = {
      root: ".",
      basePath: clean(config.basePath ?? ""),
      mode: "production",
    };
  }

  /** Add middlewares, for all paths or for one path and everything below it. */
  use(...middleware: MaybeLazyMiddleware<State>[]): this;
  use(path: string, ...middleware: MaybeLazyMiddleware<State>[]): this;
  use(
    first: string | MaybeLazyMiddleware<State>,
    ...rest: MaybeLazyMiddleware<State>[]
  ): this {
    const path = typeof first === "string" ? clean(first) : "";
    const run = (typeof first === "string" ? rest : [first, ...rest]).map(
      unlazy,
    );
    return this.#scope({ kind: "use", run: () => run, path, dir: null });
  }

  get(path: string, ...middlewares: MaybeLazyMiddleware<State>[]): this {
    return this.#route("GET", path, middlewares);
  }
  post(path: string, ...middlewares: MaybeLazyMiddleware<State>[]): this {
    return this.#route("POST", path, middlewares);
  }
  put(path: string, ...middlewares: MaybeLazyMiddleware<State>[]): this {
    return this.#route("PUT", path, middlewares);
  }
  patch(path: string, ...middlewares: MaybeLazyMiddleware<State>[]): this {
    return this.#route("PATCH", path, middlewares);
  }
  delete(path: string, ...middlewares: MaybeLazyMiddleware<State>[]): this {
    return this.#route("DELETE", path, middlewares);
  }
  head(path: string, ...middlewares: MaybeLazyMiddleware<State>[]): this {
    return this.#route("HEAD", path, middlewares);
  }
  options(path: string, ...middlewares: MaybeLazyMiddleware<State>[]): this {
    return this.#route("OPTIONS", path, middlewares);
  }
  /** Answer every method. */
  all(path: string, ...middlewares: MaybeLazyMiddleware<State>[]): this {
    return this.#route("ALL", path, middlewares);
  }

  /** A route with a component, and handlers that fetch its data. */
  route(
    path: string,
    route: MaybeLazy<Route<State>>,
    config?: RouteConfig,
  ): this {
    const load = typeof route === "function" ? route : () => route;
    return this.#route("ALL", path, [routeStep(load, config)]);
  }

  /** A WebSocket endpoint. */
  ws(
    path: string,
    handlers: WebSocketHandlers,
    options?: Deno.UpgradeWebSocketOptions,
  ): this {
    return this.get(path, (ctx) => ctx.upgrade(handlers, options));
  }

  /** The outermost component, up to `<html>`. */
  appWrapper(component: AnyComponent<PageProps<unknown, State>>): this {
    return this.#scope({
      kind: "app",
      layout: () => entry(component),
      path: "",
      dir: null,
    });
  }

  /** A layout for a path and everything below it. */
  layout(
    path: string,
    component: AnyComponent<PageProps<unknown, State>>,
    config?: LayoutConfig,
  ): this {
    return this.#scope({
      kind: "layout",
      layout: () => entry(component, config),
      path: clean(path),
      dir: null,
    });
  }

  /** What to answer when something is thrown, everywhere or below a path. */
  onError(handler: ErrorHandler<State>): this;
  onError(path: string, handler: ErrorHandler<State>): this;
  onError(
    first: string | ErrorHandler<State>,
    second?: ErrorHandler<State>,
  ): this {
    const path = typeof first === "string" ? clean(first) : "";
    const route = errorRoute(typeof first === "string" ? second! : first);
    return this.#scope({ kind: "error", route: () => route, path, dir: null });
  }

  /** What to answer with status 404: no route matches, or one threw `HttpError(404)`. */
  notFound(handler: ErrorHandler<State>): this {
    const route = errorRoute(handler);
    return this.#scope({
      kind: "notFound",
      route: () => route,
      path: "",
      dir: null,
    });
  }

  /** Add the routes of the `routes/` folder here, below `path`. */
  fsRoutes(path = ""): this {
    this.#commands.push({ files: clean(path) });
    return this;
  }

  /** Add everything of another app, below `path`. */
  mountApp(path: string, app: App<State>): this {
    const prefix = clean(path);
    for (const command of app.#commands) {
      if ("scope" in command) {
        this.#commands.push({
          scope: { ...command.scope, path: prefix + command.scope.path },
        });
      } else if ("route" in command) {
        this.#commands.push({
          route: { ...command.route, pattern: prefix + command.route.pattern },
        });
      } else this.#commands.push({ files: prefix + command.files });
    }
    return this;
  }

  /** The app as a function from Request to Response. */
  handler(): (
    request: Request,
    info?: Deno.ServeHandlerInfo,
  ) => Promise<Response> {
    const snapshot = snapshotOf(this);
    const config = Object.assign(this.config, {
      root: snapshot.root,
      mode: snapshot.mode,
    });
    const { router, unmatched } = this.#compile(snapshot.routes);

    return async (req, info = FALLBACK_INFO) => {
      const url = new URL(req.url);
      const hidden: ContextInternals = {
        snapshot,
        app: null,
        layouts: [],
        skipApp: false,
        nonce: null,
        failure: null,
        finishers: [],
      };
      const ctx = new Context<State>(req, url, info, config, hidden);
      let steps: Step<State>[];
      if (!decodable(url.pathname)) {
        steps = [
          ...unmatched,
          () => Promise.reject(new HttpError(400, "Malformed URL")),
        ];
      } else {
        const found = router.find(url.pathname, req.method);
        if ("value" in found) {
          ctx.route = found.pattern;
          ctx.params = found.params;
          steps = found.value;
        } else {
          steps = [...unmatched, () => {
            throw found.allowed.size > 0
              ? methodNotAllowed(ctx, found.allowed)
              : new HttpError(404);
          }];
        }
      }
      try {
        const res = await runSteps(ctx, steps);
        if (hidden.failure !== null && showsErrors(req, config)) {
          throw hidden.failure;
        }
        return finish(req, hidden, res);
      } catch (error) {
        return finish(req, hidden, await failed(error, ctx));
      }
    };
  }

  /** Serve the app with `Deno.serve` (default port 8000) until it is aborted. */
  async listen(options: ListenOptions = {}): Promise<void> {
    const server = Deno.serve(
      { port: 8000, ...options } as Deno.ServeTcpOptions,
      this.handler(),
    );
    await server.finished;
  }

  #scope(scope: Scope<State>): this {
    this.#commands.push({ scope });
    return this;
  }

  #route(
    method: AnyMethod,
    path: string,
    middlewares: MaybeLazyMiddleware<State>[],
  ): this {
    this.#commands.push({
      route: {
        method,
        pattern: clean(path),
        dir: null,
        steps: middlewares.map(unlazy),
      },
    });
    return this;
  }

  #compile(
    files: Parameters<typeof commandsOfFiles>[0],
  ): { router: Router<Step<State>[]>; unmatched: Step<State>[] } {
    const base = this.config.basePath;
    const commands = this.#commands
      .flatMap((command): Command<State>[] =>
        "files" in command
          ? commandsOfFiles<State>(files, command.files)
          : [command]
      )
      .map((command) =>
        "scope" in command ? { scope: withBase(command.scope, base) } : command
      );
    // The app wrapper and the 404 page are for the whole app, wherever they stand.
    const scopes = commands.flatMap((command) =>
      "scope" in command && ["app", "notFound"].includes(command.scope.kind)
        ? [command.scope]
        : []
    );
    const router = new Router<Step<State>[]>();
    for (const command of commands) {
      if ("scope" in command && !scopes.includes(command.scope)) {
        scopes.push(command.scope);
      }
      if (!("route" in command)) continue;
      const { method, pattern, dir, steps } = command.route;
      const full = base + pattern || "/";
      router.add(full, method, [
        ...stepsAround(scopes, { pattern: full, dir }),
        ...steps,
      ]);
    }
    return {
      router,
      unmatched: stepsAround(scopes, { pattern: null, dir: null }),
    };
  }
}

function withBase<State>(scope: Scope<State>, base: string): Scope<State> {
  return scope.path === "" ? scope : { ...scope, path: base + scope.path };
}

/** `*` and `/` mean everything; no final slash. */
function clean(path: string): string {
  const trimmed = path.replace(/\/+$/, "");
  if (trimmed === "*" || trimmed === "/*" || trimmed === "") return "";
  return trimmed.startsWith("/") ? trimmed : "/" + trimmed;
}

function decodable(pathname: string): boolean {
  if (!pathname.includes("%")) return true;
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}

function entry<State>(
  component: AnyComponent<PageProps<unknown, State>>,
  config: LayoutConfig = {},
): LayoutEntry {
  return { component: component as LayoutEntry["component"], config };
}

function errorRoute<State>(handler: ErrorHandler<State>): Route<State> {
  return typeof handler === "function" ? { handler: unlazy(handler) } : handler;
}
