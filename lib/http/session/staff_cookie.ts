import type { Context } from "fresh";
import { SECOND } from "@/lib/domain/basic/instant.ts";
import type { DeviceOf } from "@/lib/usecases/staff/devices.ts";
import type { SignedIn } from "@/lib/usecases/staff/sign_in.ts";
import {
  clearCookie,
  deviceCookie,
  readCookie,
  SIGN_IN_COOKIE,
  STAFF_COOKIE,
  writeCookie,
} from "./cookies.ts";
import type { State } from "@/lib/http/state.ts";

/** Reads the cookie that an earlier sign-in to an account has left in this browser. */
export function deviceOf(ctx: Pick<Context<State>, "req" | "state">): DeviceOf {
  const { baseUrl } = ctx.state.services.config;
  return (account) =>
    readCookie(ctx.req, { name: deviceCookie(account), baseUrl });
}

/** Replaces the ticket's cookie with the session's, and remembers the browser. */
export function writeStaffCookie(
  ctx: Pick<Context<State>, "state">,
  headers: Headers,
  { token, session, device }: SignedIn,
) {
  const { deps, config } = ctx.state.services;
  // The cookie stays for as long as use can renew the session: with an ended one
  // in it, a page knows that its person was signed in.
  const until = session.renewableUntil ?? session.expiresAt;
  const seconds = (until - deps.clock.now()) / 1000;
  writeCookie(headers, {
    name: STAFF_COOKIE,
    value: token,
    baseUrl: config.baseUrl,
    maxAgeSeconds: seconds,
  });
  writeCookie(headers, {
    name: deviceCookie(device.account),
    value: device.token,
    baseUrl: config.baseUrl,
    maxAgeSeconds: device.lastsMs / SECOND,
  });
  clearCookie(headers, { name: SIGN_IN_COOKIE, baseUrl: config.baseUrl });
}
