import { type Context, internalsOf } from "../context.ts";
import { decode } from "../router.ts";
import { CACHE_KEY } from "../shared/asset.ts";
import type { StaticFile } from "../snapshot.ts";
import type { MiddlewareFn } from "../types.ts";

const YEAR = "public, max-age=31536000, immutable";
const REVALIDATE = "no-cache, no-store, max-age=0, must-revalidate";

/**
 * Serves the files of `static/` and the islands' JavaScript. A URL is looked up
 * in the build's list and never becomes a path, so it cannot leave the folder.
 * Only names with a hash, and URLs made by `asset()`, may be cached without
 * revalidation. Source: Fresh, "Static files".
 */
export function staticFiles<T>(): MiddlewareFn<T> {
  return async (ctx) => {
    const { buildId, mode } = internalsOf(ctx).snapshot;
    const file = find(ctx);
    if (!file) {
      // Browsers ask for it on their own; nobody reads an error page there.
      return ctx.url.pathname === ctx.config.basePath + "/favicon.ico"
        ? new Response(null, { status: 404 })
        : ctx.next();
    }
    const { method, headers: asked } = ctx.req;
    if (method !== "GET" && method !== "HEAD") {
      const headers = { allow: "GET, HEAD" };
      return ctx.text("Method Not Allowed", { status: 405, headers });
    }
    const stamp = ctx.url.searchParams.get(CACHE_KEY);
    if (stamp !== null && stamp !== buildId) {
      // A page of an older build: redirects it, without a long cache lifetime.
      const own = new URL(ctx.url);
      own.searchParams.delete(CACHE_KEY);
      return ctx.redirect(own.pathname + own.search, 307);
    }
    const stays = file.immutable || stamp !== null;
    const headers = new Headers({
      "content-type": file.contentType,
      "cache-control": stays && mode === "production" ? YEAR : REVALIDATE,
      etag: `W/"${file.hash}"`,
      vary: "If-None-Match",
    });
    if (matches(asked.get("if-none-match"), file.hash)) {
      return new Response(null, { status: 304, headers });
    }
    headers.set("content-length", String(file.size));
    const { content } = file;
    if (method === "HEAD") return new Response(null, { headers });
    const isUrl = content instanceof URL;
    const body = isUrl ? (await Deno.open(content)).readable : content;
    return new Response(body, { headers });
  };
}

function find<T>(ctx: Context<T>): StaticFile | undefined {
  const { config: { basePath }, url: { pathname } } = ctx;
  if (!pathname.startsWith(basePath + "/")) return undefined;
  const path = decode(pathname.slice(basePath.length));
  return internalsOf(ctx).snapshot.files.get(path ?? "");
}

function matches(header: string | null, hash: string): boolean {
  const tags = (header ?? "").split(",").map((tag) => tag.trim());
  return tags.some((tag) =>
    tag === "*" || tag.replace("W/", "") === `"${hash}"`
  );
}
