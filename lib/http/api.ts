import type { Context } from "fresh";
import { type Outcome, type Refusal, refuse } from "@/lib/domain/refusal.ts";
import { StoreUnavailable } from "@/lib/ports.ts";
import { refusalResponse } from "./refusals.ts";
import { isSameOrigin } from "./same_origin.ts";
import type { State } from "./state.ts";

type Handler = (ctx: Context<State>) => Promise<Response> | Response;
type Method = "GET" | "POST" | "DELETE";

/**
 * The handler of an API route: the methods it has, and for everything else a
 * refusal in JSON. One function for all methods, so that an unknown one is
 * answered here too and not with a page.
 */
export function api(methods: Partial<Record<Method, Handler>>): Handler {
  const allow = Object.keys(methods).flatMap((method) =>
    method === "GET" ? ["GET", "HEAD"] : [method]
  );
  return async (ctx) => {
    const method = ctx.req.method === "HEAD" ? "GET" : ctx.req.method;
    const handler = methods[method as Method];
    if (!handler) {
      return refusalResponse(refuse("method_not_allowed", { allow }));
    }
    const changes = method !== "GET";
    if (changes && !isSameOrigin(ctx.req, ctx.state.services.config.baseUrl)) {
      return refusalResponse(refuse("cross_site"));
    }
    return await guarded(ctx, handler);
  };
}

/** For callers that are not browsers and prove themselves otherwise, such as Twilio. */
export function signedApi(handler: Handler): Handler {
  return async (ctx) =>
    ctx.req.method === "POST"
      ? await guarded(ctx, handler)
      : refusalResponse(refuse("method_not_allowed", { allow: ["POST"] }));
}

async function guarded(ctx: Context<State>, handler: Handler) {
  try {
    return await handler(ctx);
  } catch (error) {
    return refusalResponse(surprise(ctx, error));
  }
}

/** What an asker learns of an error that nobody foresaw: one of the closed list. */
export function refusalFor(error: unknown): Refusal {
  return error instanceof StoreUnavailable
    ? refuse("store_unavailable", { retryAfterSeconds: 2 })
    : refuse("internal");
}

/** The same, and the error itself for the log. */
export function surprise(
  ctx: { readonly state: State; readonly route: string | null },
  error: unknown,
): Refusal {
  const refusal = refusalFor(error);
  if (refusal.code === "internal") {
    ctx.state.services.deps.log("surprise", {
      route: ctx.route,
      reason: error instanceof Error ? error.stack : String(error),
    });
  }
  return refusal;
}

/** An outcome as an answer: 200 with the value's view, or its refusal. */
export function answer<T>(
  outcome: Outcome<T>,
  view: (value: T) => unknown,
): Response {
  if (!outcome.ok) return refusalResponse(outcome);
  return Response.json(view(outcome.value), {
    headers: { "cache-control": "no-store" },
  });
}
