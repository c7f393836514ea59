/**
 * Returns whether this request came from one of our own pages. The browser sets
 * `Sec-Fetch-Site`, and a page cannot forge it (Fetch Metadata); older browsers
 * send `Origin`. A request with neither does not come from a browser, so it
 * cannot carry a victim's cookies.
 */
export function isSameOrigin(req: Request, baseUrl: string): boolean {
  const site = req.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin" || site === "none";
  const origin = req.headers.get("origin");
  if (origin === null) return true;
  // Behind a proxy that terminates TLS, our own URL says http and the origin
  // https.
  return origin === new URL(req.url).origin || origin === baseUrl;
}
