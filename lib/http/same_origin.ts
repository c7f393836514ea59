/**
 * Did this request come from one of our own pages? `Sec-Fetch-Site` is set by
 * the browser and cannot be forged by a page (Fetch Metadata); older browsers
 * send `Origin`. A request with neither is not a browser's, so it carries no
 * one's cookies against their will.
 */
export function isSameOrigin(req: Request, baseUrl: string): boolean {
  const site = req.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin" || site === "none";
  const origin = req.headers.get("origin");
  if (origin === null) return true;
  // Behind a proxy that ends TLS, our own URL says http and the origin https.
  return origin === new URL(req.url).origin || origin === baseUrl;
}
