import type { Context } from "fresh";
import type { SignedIn } from "@/lib/usecases/sign_in.ts";
import {
  clearCookie,
  SIGN_IN_COOKIE,
  STAFF_COOKIE,
  writeCookie,
} from "./cookies.ts";
import type { State } from "./state.ts";

/** The session's cookie in place of the attempt's. */
export function writeStaffCookie(
  ctx: Pick<Context<State>, "state">,
  headers: Headers,
  { token, session }: SignedIn,
) {
  const { deps, config } = ctx.state.services;
  const seconds = (session.expiresAt - deps.clock.now()) / 1000;
  writeCookie(headers, STAFF_COOKIE, token, config.baseUrl, seconds);
  clearCookie(headers, SIGN_IN_COOKIE, config.baseUrl);
}
