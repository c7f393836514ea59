import { fileURLToPath } from "node:url";
export {
  basename,
  dirname,
  isAbsolute,
  join,
  relative,
  resolve,
} from "node:path";

/** A path from a path or a file URL; a URL of a file-like root (`import.meta.url`) stays what it names. */
export function toFilePath(pathOrUrl: string): string {
  return pathOrUrl.startsWith("file:") ? fileURLToPath(pathOrUrl) : pathOrUrl;
}

/** The URL that a relative import of the file resolves to: a module under another spelling would be another module. */
export function toFileUrl(path: string): string {
  return new URL("file://" + escapePath(path)).href;
}

/** A path as it has to be written in an import. */
export function escapePath(path: string): string {
  return path.replace(/[%?#\\\n\r\t]/g, encodeURIComponent);
}

/** All files below a directory, as paths with slashes relative to it; none if it does not exist. Links are not followed. */
export async function filesBelow(
  dir: string,
  ignore: RegExp[] = [],
  prefix = "",
): Promise<string[]> {
  const found: string[] = [];
  try {
    for await (const entry of Deno.readDir(`${dir}/${prefix}`)) {
      const path = prefix + entry.name;
      if (
        entry.name.startsWith(".DS_Store") ||
        ignore.some((pattern) => pattern.test(`${dir}/${path}`))
      ) continue;
      if (entry.isDirectory) {
        found.push(...await filesBelow(dir, ignore, path + "/"));
      } else if (entry.isFile) found.push(path);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return found.sort();
}
