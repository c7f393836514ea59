import type { MiddlewareFn } from "../types.ts";

/** Without slashes at its end; a regular expression needs the square of a long path's time. */
function withoutEnd(path: string): string {
  let end = path.length;
  while (path[end - 1] === "/") end--;
  return path.slice(0, end);
}

/** Redirects so that every path ends with a slash, or none does. Source: Fresh, "trailingSlashes". */
export function trailingSlashes<State>(
  mode: "always" | "never",
): MiddlewareFn<State> {
  return (ctx) => {
    const { pathname, search } = ctx.url;
    const ends = pathname.endsWith("/");
    if (pathname !== "/" && ends !== (mode === "always")) {
      const path = mode === "always" ? pathname + "/" : withoutEnd(pathname);
      // 307 keeps the method and the body (RFC 9110, 15.4.8).
      const reads = ["GET", "HEAD"].includes(ctx.req.method);
      return ctx.redirect((path || "/") + search, reads ? 302 : 307);
    }
    return ctx.next();
  };
}
