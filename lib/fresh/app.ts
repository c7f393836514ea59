import { answerRoute } from "./answer.ts";
import { errorStep, layoutStep, type Scope, unlazy } from "./chain.ts";
import { type Command, type Handler, handlerOf } from "./handle.ts";
import type { LayoutEntry } from "./page.ts";
import type { AnyMethod } from "./router.ts";
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

type Component<State> = AnyComponent<PageProps<unknown, State>>;
type ErrorHandler<State> = MaybeLazyMiddleware<State> | Route<State>;

/** Adds handlers for one method. */
type Register<State, Self> = (
  path: string,
  ...middlewares: MaybeLazyMiddleware<State>[]
) => Self;

/**
 * Routes, middlewares, layouts and error pages, applied from top to bottom.
 * Source: Fresh, "App".
 */
export class App<State> {
  readonly config: ResolvedFreshConfig;
  #commands: Command<State>[] = [];

  constructor({ basePath = "", trustProxy = false }: FreshConfig = {}) {
    const path = clean(basePath);
    const mode = "production";
    this.config = { root: ".", basePath: path, mode, trustProxy };
  }

  /** Adds middlewares, for all paths or for one and everything below it. */
  use(...middleware: MaybeLazyMiddleware<State>[]): this;
  use(path: string, ...middleware: MaybeLazyMiddleware<State>[]): this;
  use(...args: (string | MaybeLazyMiddleware<State>)[]): this {
    const path = typeof args[0] === "string" ? args.shift() as string : "";
    for (const middleware of args as MaybeLazyMiddleware<State>[]) {
      this.#scope("use", unlazy(middleware), path);
    }
    return this;
  }

  get: Register<State, this> = this.#on("GET");
  post: Register<State, this> = this.#on("POST");
  put: Register<State, this> = this.#on("PUT");
  patch: Register<State, this> = this.#on("PATCH");
  delete: Register<State, this> = this.#on("DELETE");
  head: Register<State, this> = this.#on("HEAD");
  options: Register<State, this> = this.#on("OPTIONS");
  /** Answers every method. */
  all: Register<State, this> = this.#on("ALL");

  /** A route with a component, and handlers that load its data. */
  route<Data>(
    path: string,
    route: MaybeLazy<Route<State, Data>>,
    config?: RouteConfig,
  ): this {
    return this.all(path, async (ctx) => {
      const loaded = typeof route === "function" ? await route() : route;
      const own = config ? { ...loaded, config } : loaded;
      return answerRoute(ctx, own as Route<State>);
    });
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
  appWrapper(component: Component<State>): this {
    return this.#scope("app", layoutStep("app", () => entry(component)));
  }

  /** A layout for a path and everything below it. */
  layout(
    path: string,
    component: Component<State>,
    config?: LayoutConfig,
  ): this {
    const layout = entry(component, config);
    return this.#scope("layout", layoutStep("layout", () => layout), path);
  }

  /** The response when something is thrown, everywhere or below a path. */
  onError(handler: ErrorHandler<State>): this;
  onError(path: string, handler: ErrorHandler<State>): this;
  onError(...args: (string | ErrorHandler<State>)[]): this {
    const path = typeof args[0] === "string" ? args.shift() as string : "";
    const route = errorRoute(args[0] as ErrorHandler<State>);
    return this.#scope("error", errorStep("error", () => route), path);
  }

  /** The response with 404: no route matches, or one threw that status. */
  notFound(handler: ErrorHandler<State>): this {
    const route = errorRoute(handler);
    return this.#scope("notFound", errorStep("notFound", () => route));
  }

  /** Adds the routes of the `routes/` folder here, below `path`. */
  fsRoutes(path = ""): this {
    this.#commands.push({ kind: "files", path: prefix(path) });
    return this;
  }

  /** Adds everything of another app, below `path` and that app's own base path. */
  mountApp(path: string, app: App<State>): this {
    const base = prefix(path) + app.config.basePath;
    for (const command of app.#commands) {
      this.#commands.push({ ...command, path: base + command.path });
    }
    return this;
  }

  /** The app as a function from Request to Response. */
  handler(): Handler {
    const snapshot = snapshotOf(this);
    const { root, mode } = snapshot;
    Object.assign(this.config, { root, mode });
    return handlerOf(this.#commands, this.config, snapshot);
  }

  /** Serves the app with `Deno.serve` (port 8000) until it is aborted. */
  async listen(options: ListenOptions = {}): Promise<void> {
    const own = { port: 8000, ...options } as Deno.ServeTcpOptions;
    await Deno.serve(own, this.handler()).finished;
  }

  #scope(
    kind: Scope<State>["kind"],
    run: Scope<State>["run"],
    path = "",
  ): this {
    this.#commands.push({ kind, run, path: prefix(path), dir: null });
    return this;
  }

  #on(method: AnyMethod): Register<State, this> {
    return (path, ...middlewares) => {
      const steps = middlewares.map(unlazy);
      const where = { path: clean(path), dir: null };
      this.#commands.push({ kind: "route", ...where, method, steps });
      return this;
    };
  }
}

/** With a leading slash and without a trailing one. */
function clean(path: string): string {
  const trimmed = path.replace(/\/+$/, "");
  return trimmed.replace(/^(?=[^/])/, "/");
}

/** A path for it and everything below: `*` is the root, like `/`. */
function prefix(path: string): string {
  return clean(path).replace(/^\/\*$/, "");
}

function entry<State>(
  component: Component<State>,
  config: LayoutConfig = {},
): LayoutEntry {
  return { component: component as LayoutEntry["component"], config };
}

function errorRoute<State>(handler: ErrorHandler<State>): Route<State> {
  return typeof handler === "function" ? { handler: unlazy(handler) } : handler;
}
