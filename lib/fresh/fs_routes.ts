import { answeredBy, answerRoute } from "./answer.ts";
import {
  errorStep,
  layoutStep,
  runSteps,
  type Scope,
  type Step,
  unlazy,
} from "./chain.ts";
import type { RouteCommand } from "./handle.ts";
import type { LayoutEntry } from "./page.ts";
import type { MaybeLazyMiddleware, Route, RouteConfig } from "./types.ts";
import { compareFiles, patternOf } from "./file_names.ts";

/** What a file under `routes/` may export. */
export interface RouteModule {
  default?: unknown;
  handler?: unknown;
  handlers?: unknown;
  config?: RouteConfig;
}

/** A file under `routes/`. */
export interface FsFile {
  /** Path below `routes/`, for example `blog/[slug].tsx`. */
  path: string;
  load: () => Promise<RouteModule>;
  /** The loaded module, if it had to be read to know its pattern. */
  module?: RouteModule | undefined;
}

const KINDS: Record<string, Scope<never>["kind"]> = {
  _app: "app",
  _layout: "layout",
  _middleware: "use",
  _error: "error",
  _500: "error",
  _404: "notFound",
};

/** Everything that the files under `routes/` define, wrappers first. */
export function readFsRoutes<State>(
  files: FsFile[],
  prefix: string,
): (Scope<State> | RouteCommand<State>)[] {
  const scopes: Scope<State>[] = [], routes: RouteCommand<State>[] = [];
  const sorted = files.toSorted((a, b) => compareFiles(a.path, b.path));
  for (const file of sorted) {
    const parts = file.path.replace(/\.\w+$/, "").split("/");
    const name = parts.at(-1)!;
    const dir = parts.slice(0, -1).map((part) => part + "/").join("");
    const kind = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
    if (kind) {
      scopes.push({ kind, path: prefix, dir, run: scopeOf(kind, file) });
    } else {
      const pattern = file.module?.config?.routeOverride ?? patternOf(parts);
      const load = once(file, routeOf<State>);
      const step: Step<State> = async (ctx) => answerRoute(ctx, await load());
      const path = prefix + pattern;
      const methods = async () => answeredBy(await load());
      const own = { path, dir, steps: [step], methods };
      routes.push({ kind: "route", method: "ALL", ...own });
    }
  }
  return [...scopes, ...routes];
}

function scopeOf<State>(kind: Scope<State>["kind"], file: FsFile): Step<State> {
  if (kind === "app" || kind === "layout") {
    return layoutStep(kind, once(file, layoutOf));
  }
  if (kind !== "use") return errorStep(kind, once(file, routeOf<State>));
  const load = once(file, middlewaresOf<State>);
  return async (ctx) => {
    const after = ctx.next;
    return runSteps(ctx, [...await load(), () => after()]);
  };
}

/** Reads a file when it is first needed, and only then. */
function once<T>(
  file: FsFile,
  read: (module: RouteModule, path: string) => T,
): () => T | Promise<T> {
  let value: T | undefined;
  const keep = (module: RouteModule) =>
    value = read(module, `routes/${file.path}`);
  return () =>
    value ?? (file.module ? keep(file.module) : file.load().then(keep));
}

function routeOf<State>(module: RouteModule, path: string): Route<State> {
  const handlers = module.handlers ?? module.handler;
  const { default: component, config } = module;
  if (!handlers && typeof component !== "function") {
    throw new TypeError(`${path} exports neither a component nor a handler.`);
  }
  return { handlers, component, config } as Route<State>;
}

function layoutOf(module: RouteModule, path: string): LayoutEntry {
  const { default: component, config = {} } = module;
  if (module.handlers ?? module.handler) {
    console.warn(`${path}: a layout has no handlers, and these are ignored.`);
  }
  if (typeof component !== "function") {
    throw new TypeError(`${path} has no default export to render.`);
  }
  return { component: component as LayoutEntry["component"], config };
}

function middlewaresOf<State>(
  module: RouteModule,
  path: string,
): Step<State>[] {
  const list = [module.default ?? module.handler ?? module.handlers].flat();
  if (list.length === 1 && typeof list[0] === "object" && list[0] !== null) {
    console.warn(
      `${path}: a middleware is for every method, so an object of handlers is ignored.`,
    );
    return [];
  }
  if (!list.every((item) => typeof item === "function")) {
    throw new TypeError(
      `${path} must export a middleware or an array of them.`,
    );
  }
  return (list as MaybeLazyMiddleware<State>[]).map(unlazy);
}
