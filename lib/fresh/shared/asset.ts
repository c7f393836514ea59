/** What a URL needs to know about its build. */
export interface BuildInfo {
  id: string;
  basePath: string;
}

/**
 * Where to find the build: in the current render on the server, outside of one
 * in the last build that an app got, in the page's script in the browser. Null
 * while there is none.
 */
export const build = {
  find: (): BuildInfo | null => null,
  last: null as BuildInfo | null,
};

/** The query parameter that says which build a URL belongs to. */
export const CACHE_KEY = "__frsh_c";

/**
 * The URL with the build's id: it may be cached for a year. Other hosts' URLs
 * and `data:` URLs are unchanged.
 */
export function assetUrl(path: string, { id, basePath }: BuildInfo): string {
  const isOurs = path.startsWith("/") && !path.startsWith("//");
  if (!isOurs || path.includes(CACHE_KEY)) return path;
  const [, file = "", query = "", hash = ""] =
    /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(path) ?? [];
  const base = (file + "/").startsWith(basePath + "/") ? "" : basePath;
  return `${base}${file}${query ? query + "&" : "?"}${CACHE_KEY}=${id}${hash}`;
}

/** `assetUrl` for each URL of a `srcset`; one with a `data:` URL (it contains commas) is unchanged. */
export function srcSet(value: string, info: BuildInfo): string {
  if (value.includes("data:")) return value;
  return value.replace(
    /(^|,\s*)([^\s,]+)/g,
    (_, before, url) => before + assetUrl(url, info),
  );
}
