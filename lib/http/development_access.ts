import type { Context } from "fresh";
import { readCookie } from "./session/cookies.ts";
import type { State } from "./state.ts";

export const DEVELOPMENT_COOKIE = "visavis_development";
const LOOPBACK_NAME = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
/** As a socket says it; "localhost" is what Fresh says without one. */
const LOOPBACK_PEER = /^(?:localhost|(?:::ffff:)?127(?:\.\d{1,3}){3}|::1)$/;
/** What a proxy or a tunnel adds, on this machine too. */
const FORWARDED =
  /^(?:forwarded|via|x-forwarded.*|x-original-.*|x-envoy-.*|x-arr-.*|x-proxy.*|cdn-.*|(?:.+-)?(?:real|client|connecting|cluster|source)-?ip(?:v6)?)$/;

type Ctx = Pick<Context<State>, "req" | "url" | "info" | "state">;

/**
 * Whether a program on this machine asks, by a name of this machine. `Host`
 * alone proves nothing, because anyone can send it; it is checked because a
 * site's name may be made to lead here (DNS rebinding).
 */
export function isOnThisMachine({ req, url, info, state }: Ctx): boolean {
  const { remoteAddr } = info;
  const { baseUrl } = state.services.config;
  const isNamed = LOOPBACK_NAME.test(url.hostname) ||
    url.hostname === new URL(baseUrl).hostname;
  return isNamed && "hostname" in remoteAddr &&
    LOOPBACK_PEER.test(remoteAddr.hostname) &&
    ![...req.headers.keys()].some((name) => FORWARDED.test(name));
}

/** Whether the request has the key that the start printed, in its cookie or in its URL. */
export function hasDevelopmentKey({ req, url, state }: Ctx): boolean {
  const { config: { baseUrl }, developmentKey } = state.services;
  const given = url.searchParams.get("key") ??
    readCookie(req, { name: DEVELOPMENT_COOKIE, baseUrl });
  return developmentKey !== null && given === developmentKey;
}
