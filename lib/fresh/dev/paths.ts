import { fileURLToPath } from "node:url";
export { basename, dirname, join, relative, resolve } from "node:path";

/** A path from a path or a file URL. */
export function toFilePath(pathOrUrl: string): string {
  return pathOrUrl.startsWith("file:") ? fileURLToPath(pathOrUrl) : pathOrUrl;
}

/**
 * The URL that a relative import of the file gives: the same module under
 * another spelling would be loaded twice.
 */
export function toFileUrl(path: string): string {
  return new URL("file://" + escapePath(path)).href;
}

/** A path as it is written in an import. */
export function escapePath(path: string): string {
  return path.replace(/[%?#\\\n\r\t]/g, encodeURIComponent);
}

/** All files below a directory, relative to it; none if there is none. */
export async function filesBelow(
  dir: string,
  ignore: RegExp[],
  prefix = "",
): Promise<string[]> {
  const found: string[] = [];
  try {
    for await (const entry of Deno.readDir(`${dir}/${prefix}`)) {
      const path = prefix + entry.name;
      if (ignore.some((pattern) => pattern.test(`${dir}/${path}`))) continue;
      if (entry.isFile) found.push(path);
      else if (entry.isDirectory) {
        found.push(...await filesBelow(dir, ignore, path + "/"));
      }
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return found.sort();
}
