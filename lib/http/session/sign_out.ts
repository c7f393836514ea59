import type { Context } from "fresh";
import { noteRefusal } from "@/lib/http/refused/noted_refusal.ts";
import { isSameOrigin } from "@/lib/http/same_origin.ts";
import type { State } from "@/lib/http/state.ts";
import { clearCookie, readCookie, STAFF_COOKIE } from "./cookies.ts";

/**
 * Answers a form that signs out: this browser always, and whatever `end` ends.
 * Another site's form ends nothing.
 *
 * @param end is called with the session's token, if the browser has one
 */
export async function signOut(
  ctx: Context<State>,
  end: (token: string) => Promise<void>,
): Promise<Response> {
  const { baseUrl } = ctx.state.services.config;
  const response = ctx.redirect("/sign-in", 303);
  if (!isSameOrigin(ctx.req, baseUrl)) {
    noteRefusal("cross_site");
    return response;
  }
  const cookie = { name: STAFF_COOKIE, baseUrl };
  const token = readCookie(ctx.req, cookie);
  if (token) await end(token);
  clearCookie(response.headers, cookie);
  return response;
}
