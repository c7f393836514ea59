import type { Context } from "fresh";
import type { Outcome } from "@/lib/domain/refusal.ts";
import { answer } from "./api.ts";
import { isForm } from "./form_body.ts";
import type { State } from "./state.ts";

/**
 * The same route for scripts and for plain forms: JSON for the one; for the other
 * a redirect to the page that shows the result (303, so that reloading does not
 * submit again), with the refusal's code if there was one, and then to another
 * page if that is given.
 */
export function answerForm<T>(
  ctx: Context<State>,
  outcome: Outcome<T>,
  view: (value: T) => unknown,
  page: string,
  refusedPage = page,
): Response {
  if (!isForm(ctx.req)) return answer(outcome, view);
  const location = outcome.ok ? page : withCode(refusedPage, outcome.code);
  return new Response(null, { status: 303, headers: { location } });
}

function withCode(page: string, code: string): string {
  return `${page}${page.includes("?") ? "&" : "?"}refused=${code}`;
}
