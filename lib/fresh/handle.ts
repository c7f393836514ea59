import { pickByMethod, type RouteSteps } from "./alternatives.ts";
import { answerError, finish, refuseMethod, showsErrors } from "./answer.ts";
import { runSteps, type Scope, type Step, stepsAround } from "./chain.ts";
import { Context, ContextInternals } from "./context.ts";
import { HttpError } from "./error.ts";
import { readFsRoutes } from "./fs_routes.ts";
import { type AnyMethod, decode, Router } from "./router.ts";
import type { Snapshot } from "./snapshot.ts";
import type { ResolvedFreshConfig } from "./types.ts";

/** One registration of an app, in order. */
export type Command<State> = Scope<State> | RouteCommand<State> | {
  kind: "files";
  path: string;
};

export interface RouteCommand<State> extends RouteSteps<State> {
  kind: "route";
  path: string;
  dir: string | null;
  method: AnyMethod;
}

export type Handler = (
  request: Request,
  info?: Deno.ServeHandlerInfo,
) => Promise<Response>;

/** The value of `ctx.info` without a connection. */
const NO_CONNECTION: Deno.ServeHandlerInfo = {
  remoteAddr: { transport: "tcp", hostname: "localhost", port: 1234 },
  completed: Promise.resolve(),
};

/** All registrations of an app, as a function from Request to Response. */
export function handlerOf<State>(
  told: Command<State>[],
  config: ResolvedFreshConfig,
  snapshot: Snapshot,
): Handler {
  const base = config.basePath;
  const commands = told
    .flatMap((command) =>
      command.kind === "files"
        ? readFsRoutes<State>(snapshot.routes, command.path)
        : [command]
    )
    .map((command) =>
      command.path || command.kind === "route"
        ? { ...command, path: base + command.path }
        : command
    );
  // The app wrapper and the 404 page apply to all routes, wherever they are
  // registered.
  const isForAll = ({ kind }: { kind: string }) =>
    kind === "app" || kind === "notFound";
  const scopes = commands.filter(isForAll) as Scope<State>[];
  const router = new Router<RouteSteps<State>[]>();
  const fileRoutes = new Map<string, RouteSteps<State>[]>();
  for (const command of commands) {
    if (command.kind === "route") {
      const path = command.path || "/";
      const target = { path, dir: command.dir };
      const around = stepsAround(scopes, target);
      const { method, methods } = command;
      const own = { methods, steps: [...around, ...command.steps] };
      const same = methods && fileRoutes.get(path);
      if (same) same.push(own);
      else {
        const all = [own];
        if (methods) fileRoutes.set(path, all);
        router.add(path, method, all);
      }
    } else if (!isForAll(command)) scopes.push(command);
  }
  const unmatched = stepsAround(scopes, { path: null, dir: null });

  return async (req, info = NO_CONNECTION) => {
    const hidden = new ContextInternals(snapshot);
    const ctx = new Context<State>(req, info, config, hidden);
    const { url } = ctx;
    const found = decode(url.pathname) === null
      ? new HttpError(400, "Malformed URL")
      : router.find(url.pathname, req.method);
    let steps: Step<State>[];
    if ("value" in found) {
      ctx.route = found.pattern;
      ctx.params = found.params;
      steps = await pickByMethod(found.value, req.method);
    } else {
      const refuse = () => {
        if (found instanceof HttpError) throw found;
        if (found.size === 0) throw new HttpError(404);
        return refuseMethod(ctx, found);
      };
      steps = [...unmatched, refuse];
    }
    try {
      const res = await runSteps(ctx, steps);
      if (hidden.failure !== null && showsErrors(ctx)) throw hidden.failure;
      return finish(ctx, res);
    } catch (error) {
      return finish(ctx, answerError(ctx, error));
    }
  };
}
