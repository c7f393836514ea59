import type { ResolvedFreshConfig } from "./types.ts";

/** The query parameter of a request for parts of a page. */
export const PARTIAL = "fresh-partial";

/** A name or an IPv4 address, or an IPv6 address in brackets, and a port. */
const HOST = /^([\w.-]+|\[[\da-f:.]+\])(:\d+)?$/;

/**
 * What `ctx.url` is: the request's URL with single slashes in its path, and
 * behind a trusted proxy with the scheme and the host that the browser used.
 */
export function urlOf(
  { url, headers }: Request,
  { trustProxy }: Pick<ResolvedFreshConfig, "trustProxy">,
): URL {
  const own = new URL(url);
  if (own.pathname.includes("//")) {
    own.pathname = own.pathname.replace(/\/+/g, "/");
  }
  if (!trustProxy) return own;
  const proto = nearest(headers, "x-forwarded-proto");
  if (proto === "http" || proto === "https") own.protocol = proto + ":";
  const host = nearest(headers, "x-forwarded-host");
  // A host is set with its port; without one it must not keep the server's own.
  if (host !== null && HOST.test(host) && URL.canParse(`http://${host}/`)) {
    own.port = "";
    own.host = host;
  }
  return own;
}

/** The last value is the nearest proxy's; a client can send those before it. */
function nearest(headers: Headers, name: string): string | null {
  return headers.get(name)?.split(",").at(-1)?.trim().toLowerCase() ?? null;
}

/** The same location, requested as parts of a page too. */
export function partial(location: string): string {
  const [, before = "", hash = ""] = /^([^#]*)(.*)$/s.exec(location) ?? [];
  return `${before}${before.includes("?") ? "&" : "?"}${PARTIAL}=true${hash}`;
}
