/**
 * Returns whether the caller wants data instead of a page: by `Accept`, or
 * `?format=json` in the address bar.
 */
export function wantsJson(
  ctx: { readonly req: Request; readonly url: URL },
): boolean {
  if (ctx.url.searchParams.get("format") === "json") return true;
  const accept = ctx.req.headers.get("accept") ?? "";
  return accept.includes("application/json") && !accept.includes("text/html");
}
