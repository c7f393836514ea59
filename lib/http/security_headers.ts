import type { Context } from "fresh";
import type { Config } from "@/lib/config/mod.ts";
import type { State } from "./state.ts";

/**
 * The policy of every page. Scripts and styles come only from us: text that
 * someone typed can never become code. Fresh replaces `'unsafe-inline'` with
 * its nonce; a browser that sees a nonce ignores it.
 *
 * - `connect-src`: our own event streams and, with Twilio, its signalling.
 * - `media-src blob:`: a call's own streams.
 * - `frame-ancestors 'none'`: no site can frame a camera page.
 */
export function pagePolicy(
  config: Pick<Config, "video" | "baseUrl">,
): string[] {
  const twilio = config.video.backend === "twilio"
    ? " wss://*.twilio.com https://*.twilio.com"
    : "";
  // Older browsers do not apply 'self' to our own WebSocket.
  const socket = config.baseUrl.replace(/^http/, "ws");
  return [
    "default-src 'none'",
    "script-src 'self' 'unsafe-inline'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self' ${socket}${twilio}`,
    "media-src 'self' blob:",
    "manifest-src 'self'",
    "worker-src 'none'",
    "object-src 'none'",
    "frame-src 'self'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "base-uri 'none'",
  ];
}

/** For a page without any script, such as the error page. */
export const SCRIPTLESS_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Data is never a document: nothing in it may run, whatever it contains. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** Their names contain their content's hash; Fresh knows that only of files it bundles. */
const HASHED_FONT = /^\/fonts\/[\w-]+\.[0-9a-f]{8}\.woff2$/;

/** Outermost, so that refusals, redirects and files carry the headers too. */
export async function securityHeaders(ctx: Context<State>): Promise<Response> {
  const response = await ctx.next();
  // The response of an accepted WebSocket must not be modified.
  if (response.status === 101) return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of pageHeaders(ctx.state.services.config)) {
    // Pages are personal; only static files may be cached.
    if (name !== "cache-control" || !headers.has(name)) {
      headers.set(name, value);
    }
  }
  if (HASHED_FONT.test(ctx.url.pathname) && response.ok) {
    headers.set("cache-control", "public, max-age=31536000, immutable");
  }
  const own = ctx.state.contentSecurityPolicy;
  const isPage = (headers.get("content-type") ?? "").startsWith("text/html");
  if (own !== undefined) {
    headers.set("content-security-policy", own);
    headers.set("x-frame-options", "SAMEORIGIN");
  } else if (!isPage) {
    headers.set("content-security-policy", DATA_POLICY);
  } else relaxForPlainHttp(headers, ctx.state.services.config);
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}

/**
 * The headers of every response, except the policy. The error page sets them
 * itself: errors bypass the middlewares.
 */
export function pageHeaders(
  config: Pick<Config, "baseUrl">,
): [name: string, value: string][] {
  return [
    ["cache-control", "no-store"],
    ["x-content-type-options", "nosniff"],
    // With `no-referrer`, browsers send `Origin: null` with our own forms too
    // (Fetch, "append a request `Origin` header"), and those without
    // Sec-Fetch-Site would be refused. Secrets are in fragments, which no
    // referrer has.
    ["referrer-policy", "same-origin"],
    ["cross-origin-opener-policy", "same-origin"],
    ["cross-origin-resource-policy", "same-origin"],
    ["x-frame-options", "DENY"],
    [
      "permissions-policy",
      "camera=(self), microphone=(self), display-capture=(self), autoplay=(self), screen-wake-lock=(self), geolocation=(), payment=(), usb=()",
    ],
    ...(config.baseUrl.startsWith("https:")
      ? [
        ["strict-transport-security", "max-age=63072000; includeSubDomains"],
      ] satisfies [string, string][]
      : []),
  ];
}

/**
 * Fresh adds upgrade-insecure-requests; over plain http, on a developer's
 * machine, Safari then loads no styles.
 */
function relaxForPlainHttp(
  headers: Headers,
  { baseUrl }: Pick<Config, "baseUrl">,
) {
  const policy = headers.get("content-security-policy");
  if (policy === null || baseUrl.startsWith("https:")) return;
  const directives = policy.split(";").map((one) => one.trim())
    .filter((one) => one !== "" && one !== "upgrade-insecure-requests");
  headers.set("content-security-policy", directives.join("; "));
}
