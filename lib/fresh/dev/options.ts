import { isAbsolute, join, toFilePath } from "./paths.ts";

/** Options of `new Builder()`. Relative paths are below `root`. Source: Fresh, "Builder". */
export interface BuildOptions {
  /** Browsers to build for, in esbuild's words. Default: `es2022`. */
  target?: string | string[];
  /** The project's directory, as a path or a file URL. Default: the working directory. */
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
  /** Source maps for production; without it none are made, and no source path leaves the server. */
  sourceMap?: {
    kind?: boolean | "linked" | "inline" | "external" | "both";
    sourceRoot?: string;
    sourcesContent?: boolean;
  };
}

export interface ResolvedBuildOptions
  extends Required<Omit<BuildOptions, "sourceMap">> {
  sourceMap: BuildOptions["sourceMap"];
}

export function resolveOptions(options: BuildOptions): ResolvedBuildOptions {
  const root = toFilePath(options.root ?? Deno.cwd());
  const below = (path: string) =>
    isAbsolute(path)
      ? path
      : path.startsWith("file:")
      ? toFilePath(path)
      : join(root, path);
  return {
    root,
    target: options.target ?? "es2022",
    serverEntry: below(options.serverEntry ?? "main.ts"),
    outDir: below(options.outDir ?? "_fresh"),
    staticDir: below(options.staticDir ?? "static"),
    islandDir: below(options.islandDir ?? "islands"),
    routeDir: below(options.routeDir ?? "routes"),
    ignore: options.ignore ?? [],
    sourceMap: options.sourceMap,
  };
}
