import { type Context, HttpError } from "fresh";
import { describeError } from "@/lib/domain/basic/describe_error.ts";
import { StoreUnavailable } from "@/lib/ports/mod.ts";
import { isForm } from "./body/form_body.ts";
import { type Outcome, type Refusal, refuse } from "./refusal.ts";
import { refusalResponse } from "./refusals.ts";
import { noteRefusal } from "./refused/noted_refusal.ts";
import { isSameOrigin } from "./same_origin.ts";
import type { State } from "./state.ts";

export type Handler = (ctx: Context<State>) => Promise<Response> | Response;
export type Method = "GET" | "POST" | "DELETE";

/** One method of an API route. */
export interface MethodHandler {
  readonly method: Method;
  readonly handler: Handler;
}

/**
 * The handler of an API route: the methods it supports, and a JSON refusal for
 * everything else. One function for all methods, so that an unknown method is
 * answered here too and not with a page.
 */
export function api(...methods: readonly MethodHandler[]): Handler {
  const allow = methods.flatMap(({ method }) =>
    method === "GET" ? ["GET", "HEAD"] : [method]
  );
  return async (ctx) => {
    const method = ctx.req.method === "HEAD" ? "GET" : ctx.req.method;
    const found = methods.find((one) => one.method === method);
    if (!found) {
      return refusalResponse(refuse("method_not_allowed", { allow }));
    }
    const changes = method !== "GET";
    if (changes && !isSameOrigin(ctx.req, ctx.state.services.config.baseUrl)) {
      // A person reads the answer to a form.
      if (isForm(ctx.req)) {
        noteRefusal("cross_site");
        throw new HttpError(403);
      }
      return refusalResponse(refuse("cross_site"));
    }
    // The page for errors, for the same reason.
    return isForm(ctx.req)
      ? await found.handler(ctx)
      : await guarded(ctx, found.handler);
  };
}

/** For callers that are not browsers and authenticate in another way, such as Twilio. */
export function signedApi(handler: Handler): Handler {
  return async (ctx) => {
    ctx.state.refusedAs = "callback_refused";
    return ctx.req.method === "POST"
      ? await guarded(ctx, handler)
      : refusalResponse(refuse("method_not_allowed", { allow: ["POST"] }));
  };
}

async function guarded(ctx: Context<State>, handler: Handler) {
  try {
    return await handler(ctx);
  } catch (error) {
    return refusalResponse(logUnexpected(ctx, error));
  }
}

/** Maps an unexpected error to a public refusal code. */
export function refusalFor(error: unknown): Refusal {
  return error instanceof StoreUnavailable
    ? refuse("store_unavailable", { retryAfterSeconds: 2 })
    : refuse("internal");
}

/** The same, and logs the error. */
export function logUnexpected(
  ctx: { readonly state: State; readonly route: string | null },
  error: unknown,
): Refusal {
  const refusal = refusalFor(error);
  const event = refusal.code === "internal"
    ? "unexpected_error"
    : "store_unavailable";
  ctx.state.errorLogged = true;
  ctx.state.services.deps.log(event, {
    requestId: ctx.state.requestId,
    route: ctx.route,
    reason: describeError(error),
  });
  return refusal;
}

/** For a page that keeps what was typed: a store that fails is a refusal like others. */
export async function orStoreRefusal<T>(
  work: () => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoreUnavailable) return refusalFor(error);
    throw error;
  }
}
