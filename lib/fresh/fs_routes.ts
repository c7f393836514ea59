import type { LayoutConfig, RouteConfig } from "./types.ts";

/** What a file under `routes/` may export. */
export interface RouteModule {
  default?: unknown;
  handler?: unknown;
  handlers?: unknown;
  config?: RouteConfig & LayoutConfig;
}

/** A file under `routes/`. */
export interface FsFile {
  /** Path below `routes/`, with slashes, for example `blog/[slug].tsx`. */
  path: string;
  load: () => Promise<RouteModule>;
  /** The loaded module, if the file had to be read to know its pattern. */
  module?: RouteModule | undefined;
}

export type FsKind =
  | "app"
  | "layout"
  | "middleware"
  | "error"
  | "notFound"
  | "route";

export interface FsEntry {
  kind: FsKind;
  /** Directory of the file, with a final slash; empty for the root. */
  dir: string;
  /** URL pattern of a route; empty for `/`. */
  pattern: string;
  file: FsFile;
}

const KINDS: Record<string, FsKind> = {
  _app: "app",
  _layout: "layout",
  _middleware: "middleware",
  _error: "error",
  _500: "error",
  _404: "notFound",
};

/** The files as routes and their surroundings, the more specific patterns first ("File routing"). */
export function readFsRoutes(files: FsFile[]): FsEntry[] {
  return files.map(entryOf).toSorted((a, b) =>
    compare(a.file.path, b.file.path)
  );
}

/** Whether a file below `routes/` is a route or one of its surroundings. */
export function isRouteFile(path: string): boolean {
  if (!/\.[jt]sx?$/.test(path) || /[._]test\.[jt]sx?$/.test(path)) return false;
  return !path.split("/").some((part) => part.startsWith("(_"));
}

function entryOf(file: FsFile): FsEntry {
  const parts = file.path.replace(/\.[jt]sx?$/, "").split("/");
  const name = parts.at(-1)!;
  const dir = parts.slice(0, -1).map((part) => part + "/").join("");
  const kind = Object.hasOwn(KINDS, name) ? KINDS[name]! : "route";
  const pattern = file.module?.config?.routeOverride ?? patternOf(parts);
  return { kind, dir, pattern, file };
}

/** `blog/[slug]` → `/blog/:slug`, `docs/[[v]]` → `/docs{/:v}?`, `old/[...path]` → `/old/:path*`, `(group)` → nothing. */
export function patternOf(parts: string[]): string {
  let pattern = "";
  for (const [i, part] of parts.entries()) {
    if (/^\(.*\)$/.test(part) || (part === "index" && i === parts.length - 1)) {
      continue;
    }
    const optional = /^\[\[(\w+)\]\]$/.exec(part);
    const rest = /^\[\.\.\.(\w+)\]$/.exec(part);
    if (optional) pattern += `{/:${optional[1]}}?`;
    else if (rest) pattern += `/:${rest[1]}*`;
    else {
      pattern += "/" + part.split(/(\[\w+\])/).map((piece) => {
        const name = /^\[(\w+)\]$/.exec(piece);
        return name ? `:${name[1]}` : piece.replace(/[:*?+(){}\\]/g, "\\$&");
      }).join("");
    }
  }
  return pattern;
}

function compare(a: string, b: string): number {
  const left = ranks(a), right = ranks(b);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? -1) - (right[i] ?? -1);
    if (difference !== 0) return difference;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

/** How general each part of a path is: a literal, a literal with a parameter, `[x]`, `[[x]]`, `[...x]`. */
function ranks(path: string): number[] {
  return path.replace(/\.[jt]sx?$/, "").split("/")
    .filter((part) => !/^\(.*\)$/.test(part) && part !== "index")
    .map((part) => {
      if (part.startsWith("[...")) return 4;
      if (part.startsWith("[[")) return 3;
      if (/^\[\w+\]$/.test(part)) return 2;
      return part.includes("[") ? 1 : 0;
    });
}
