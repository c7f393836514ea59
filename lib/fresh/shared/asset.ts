/** What a URL needs to know of the build it belongs to. */
export interface BuildInfo {
  id: string;
  basePath: string;
}

/** The query parameter that says which build a URL belongs to. */
export const CACHE_KEY = "__frsh_c";

/** The URL with the build's id, so that it may be cached for a year. URLs of other hosts and `data:` stay as they are. */
export function assetUrl(path: string, build: BuildInfo): string {
  if (
    !path.startsWith("/") || path.startsWith("//") || path.includes(CACHE_KEY)
  ) return path;
  const [, file = "", query = "", hash = ""] =
    /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(path) ?? [];
  const based = build.basePath && file !== build.basePath &&
      !file.startsWith(build.basePath + "/")
    ? build.basePath + file
    : file;
  return `${based}${query ? query + "&" : "?"}${CACHE_KEY}=${build.id}${hash}`;
}

/** `assetUrl` for each URL of a `srcset`. A set with a `data:` URL (it holds commas) stays as it is. */
export function srcSet(value: string, build: BuildInfo): string {
  if (value.includes("data:") || value.includes("(")) return value;
  return value.split(",").map((part) => {
    const [, space = "", url = "", rest = ""] =
      /^(\s*)(\S*)(.*)$/s.exec(part) ?? [];
    return space + (url && assetUrl(url, build)) + rest;
  }).join(",");
}
