import { resolve, toFilePath } from "./paths.ts";

/** Options of `new Builder()`; paths are below `root`. Source: Fresh, "Builder". */
export interface BuildOptions {
  /** Browsers to build for, in esbuild's terms. Default: `es2022`. */
  target?: string | string[];
  /** The project's directory: a path or a file URL. Default: the current directory. */
  root?: string;
  /** Default: `main.ts`. */
  serverEntry?: string;
  /** Where a production build goes. Default: `_fresh`. */
  outDir?: string;
  /** Of several, the first that has a file serves it. Default: `static`. */
  staticDir?: string | string[];
  /** Default: `islands`. */
  islandDir?: string;
  /** Default: `routes`. */
  routeDir?: string;
  /** Files to skip. Default: tests. */
  ignore?: RegExp[];
  /** Source maps for production. Without it no source leaves the server. */
  sourceMap?: {
    kind?: boolean | "linked" | "inline" | "external" | "both";
    sourceRoot?: string;
    sourcesContent?: boolean;
  };
}

/** All options, with absolute paths. */
export type ResolvedBuildConfig =
  & Required<Omit<BuildOptions, "staticDir">>
  & { staticDir: string[] };

const TESTS = /[._]test\.(?:[cm]?[jt]s|[jt]sx)$/;

export function resolveOptions(given: BuildOptions): ResolvedBuildConfig {
  const root = resolve(toFilePath(given.root ?? Deno.cwd()));
  const below = (path: string) => resolve(root, toFilePath(path));
  return {
    root,
    target: given.target ?? "es2022",
    serverEntry: below(given.serverEntry ?? "main.ts"),
    outDir: below(given.outDir ?? "_fresh"),
    staticDir: [given.staticDir ?? "static"].flat().map(below),
    islandDir: below(given.islandDir ?? "islands"),
    routeDir: below(given.routeDir ?? "routes"),
    ignore: given.ignore ?? [TESTS],
    sourceMap: given.sourceMap ?? {},
  };
}
