import { refuseMethod } from "./answer.ts";
import type { Step } from "./chain.ts";

/** What runs for a route, and for a route file the methods that it answers. */
export interface RouteSteps<State> {
  steps: Step<State>[];
  /** Null for all methods. */
  methods?: (() => Promise<string[] | null>) | undefined;
}

/** Several route files may have one path (`bar` and `(group)/bar`): the first one with this method answers. */
export async function pickByMethod<State>(
  routes: RouteSteps<State>[],
  method: string,
): Promise<Step<State>[]> {
  const [first] = routes;
  if (routes.length === 1) return first!.steps;
  const all = new Set<string>();
  for (const { steps, methods } of routes) {
    // A file that cannot be loaded is its own answer: its error.
    const own = await methods!().catch(() => null);
    const answers = own === null || own.includes(method) ||
      (method === "HEAD" && own.includes("GET"));
    if (answers) return steps;
    for (const one of own) all.add(one);
  }
  return [...first!.steps.slice(0, -1), (ctx) => refuseMethod(ctx, all)];
}
