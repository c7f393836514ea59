import { type Context, HttpError } from "fresh";
import type { State } from "./state.ts";

/** The methods that Fresh routes; `guard` in `guarded_app.ts` deals with all others. */
export const METHODS: readonly string[] = [
  "GET",
  "HEAD",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
  "OPTIONS",
];

/**
 * The same handlers, with an answer to every other method: what Fresh does
 * there depends on how it loads the route, up to a 404 for a page that exists.
 */
export function everyMethod<Handlers>(handlers: Handlers): Handlers {
  if (typeof handlers !== "object" || handlers === null) return handlers;
  const own = Object.keys(handlers);
  const answered = own.includes("GET") ? [...own, "HEAD"] : own;
  const allow = [...new Set(answered)].sort().join(", ");
  const missing = METHODS.filter((method) => !answered.includes(method));
  const refusal = (ctx: Context<State>) => refuseMethod(ctx, allow);
  return {
    ...handlers,
    ...Object.fromEntries(missing.map((method) => [method, refusal])),
  };
}

/** OPTIONS asks which methods there are (RFC 9110, 9.3.7); the rest is an error (15.5.6). */
function refuseMethod(ctx: Context<State>, allow: string): Response {
  if (ctx.req.method === "OPTIONS") {
    return new Response(null, { status: 204, headers: { allow } });
  }
  ctx.state.allow = allow;
  throw new HttpError(405);
}
