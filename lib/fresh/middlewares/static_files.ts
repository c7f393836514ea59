import { type Context, internalsOf } from "../context.ts";
import { CACHE_KEY } from "../shared/asset.ts";
import type { StaticFile } from "../snapshot.ts";
import type { MiddlewareFn } from "../types.ts";

const YEAR = "public, max-age=31536000, immutable";
const REVALIDATE = "no-cache, no-store, max-age=0, must-revalidate";

/**
 * Serve the files of `static/` and the islands' JavaScript. A URL is looked up in the build's list of files and never
 * becomes a path, so it cannot leave the folder. Only names that hold a hash, and URLs made by `asset()`, may be kept
 * without asking again. Source: Fresh, "Static files".
 */
export function staticFiles<T>(): MiddlewareFn<T> {
  return async (ctx) => {
    const { snapshot } = internalsOf(ctx);
    const file = find(ctx, snapshot.files);
    if (!file) return ctx.next();
    const { method } = ctx.req;
    if (method !== "GET" && method !== "HEAD") {
      return new Response("Method Not Allowed", {
        status: 405,
        headers: { allow: "GET, HEAD" },
      });
    }
    const stamp = ctx.url.searchParams.get(CACHE_KEY);
    if (stamp !== null && stamp !== snapshot.buildId) {
      return withoutStamp(ctx.url);
    }
    const forYears = snapshot.mode === "production" &&
      (file.immutable || stamp !== null);
    const headers = new Headers({
      "content-type": file.contentType,
      etag: `W/"${file.hash}"`,
      vary: "If-None-Match",
      "cache-control": forYears ? YEAR : REVALIDATE,
    });
    if (matches(ctx.req.headers.get("if-none-match"), file.hash)) {
      return new Response(null, { status: 304, headers });
    }
    headers.set("content-length", String(file.size));
    return new Response(method === "HEAD" ? null : await bodyOf(file), {
      headers,
    });
  };
}

function find<T>(
  ctx: Context<T>,
  files: Map<string, StaticFile>,
): StaticFile | undefined {
  const { basePath } = ctx.config;
  let path = ctx.url.pathname;
  if (basePath) {
    if (!path.startsWith(basePath + "/")) return undefined;
    path = path.slice(basePath.length);
  }
  try {
    return files.get(decodeURIComponent(path));
  } catch {
    return undefined;
  }
}

/** A page of an older build asks for its own version; send it to the one there is, without a year's promise. */
function withoutStamp(url: URL): Response {
  const own = new URL(url);
  own.searchParams.delete(CACHE_KEY);
  // A path of several slashes would name another host.
  const location = own.pathname.replace(/^\/+/, "/") + own.search;
  return new Response(null, { status: 307, headers: { location } });
}

function matches(header: string | null, hash: string): boolean {
  if (header === null) return false;
  return header.split(",").some((tag) => {
    const plain = tag.trim().replace(/^W\//, "");
    return plain === "*" || plain === `"${hash}"`;
  });
}

async function bodyOf(file: StaticFile): Promise<BodyInit> {
  if (!(file.content instanceof URL)) return file.content;
  return (await Deno.open(file.content)).readable;
}
