import { resolve, toFilePath } from "./paths.ts";

/** Options of `new Builder()`; paths are below `root`. Source: Fresh, "Builder". */
export interface BuildOptions {
  /** Browsers to build for, in esbuild's words. Default: `es2022`. */
  target?: string | string[];
  /** The project's directory: a path or a file URL. Default: where we are. */
  root?: string;
  /** Default: `main.ts`. */
  serverEntry?: string;
  /** Where a production build goes. Default: `_fresh`. */
  outDir?: string;
  /** Default: `static`. */
  staticDir?: string;
  /** Default: `islands`. */
  islandDir?: string;
  /** Default: `routes`. */
  routeDir?: string;
  /** Files to leave out. */
  ignore?: RegExp[];
  /** Source maps for production. Without it no source leaves the server. */
  sourceMap?: {
    kind?: boolean | "linked" | "inline" | "external" | "both";
    sourceRoot?: string;
    sourcesContent?: boolean;
  };
}

export type ResolvedBuildOptions = Required<BuildOptions>;

export function resolveOptions(given: BuildOptions): ResolvedBuildOptions {
  const root = resolve(toFilePath(given.root ?? Deno.cwd()));
  const below = (path: string) => resolve(root, toFilePath(path));
  return {
    root,
    target: given.target ?? "es2022",
    serverEntry: below(given.serverEntry ?? "main.ts"),
    outDir: below(given.outDir ?? "_fresh"),
    staticDir: below(given.staticDir ?? "static"),
    islandDir: below(given.islandDir ?? "islands"),
    routeDir: below(given.routeDir ?? "routes"),
    ignore: given.ignore ?? [],
    sourceMap: given.sourceMap ?? {},
  };
}
