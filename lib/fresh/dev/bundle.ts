import * as esbuild from "esbuild";
import type { IslandFile } from "./crawl.ts";
import type { ResolvedBuildOptions } from "./options.ts";
import { basename, relative, toFilePath } from "./paths.ts";
import { readImports, resolveImports } from "./resolve_imports.ts";

export interface BuiltIsland extends IslandFile {
  url: string;
  preload: string[];
}

export interface Bundle {
  /** URL path → contents. */
  files: Map<string, Uint8Array<ArrayBuffer>>;
  islands: BuiltIsland[];
  bootUrl: string;
  bootPreload: string[];
}

const PREFIX = "/_fresh/js/";
const BOOT = toFilePath(new URL("../client/boot.ts", import.meta.url).href);

/** Build the islands for the browser. What several of them share becomes a chunk; all names hold a hash. */
export async function bundleIslands(
  islands: IslandFile[],
  options: ResolvedBuildOptions,
  development: boolean,
): Promise<Bundle> {
  if (islands.length === 0) {
    return { files: new Map(), islands: [], bootUrl: "", bootPreload: [] };
  }
  const { root, target, sourceMap } = options;
  const outdir = "/_out";
  const result = await esbuild.build({
    entryPoints: {
      boot: BOOT,
      ...Object.fromEntries(islands.map(({ name, file }) => [name, file])),
    },
    plugins: [resolveImports(root, await readImports(root))],
    absWorkingDir: root,
    outdir,
    entryNames: "[name]-[hash]",
    chunkNames: "chunk-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    target,
    minify: !development,
    jsx: "automatic",
    jsxImportSource: "preact",
    define: {
      "process.env.NODE_ENV": development ? '"development"' : '"production"',
    },
    tsconfigRaw: "{}",
    sourcemap: development ? "inline" : sourceMap?.kind ?? false,
    ...(sourceMap?.sourceRoot === undefined
      ? {}
      : { sourceRoot: sourceMap.sourceRoot }),
    ...(sourceMap?.sourcesContent === undefined
      ? {}
      : { sourcesContent: sourceMap.sourcesContent }),
    write: false,
    metafile: true,
    logLevel: "silent",
  });

  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const { path, contents } of result.outputFiles) {
    files.set(PREFIX + basename(path), contents as Uint8Array<ArrayBuffer>);
  }
  const outputs = Object.entries(result.metafile.outputs);
  const find = (file: string) => {
    const entry = outputs.find(([, output]) =>
      output.entryPoint === relative(root, file)
    )!;
    return {
      url: PREFIX + basename(entry[0]),
      preload: staticImports(result.metafile.outputs, entry[0]),
    };
  };
  const boot = find(BOOT);
  return {
    files,
    islands: islands.map((island) => ({ ...island, ...find(island.file) })),
    bootUrl: boot.url,
    bootPreload: boot.preload,
  };
}

function staticImports(
  outputs: esbuild.Metafile["outputs"],
  path: string,
  seen = new Set<string>(),
): string[] {
  for (const { path: next, kind, external } of outputs[path]?.imports ?? []) {
    if (kind !== "import-statement" || external || seen.has(next)) continue;
    seen.add(next);
    staticImports(outputs, next, seen);
  }
  return [...seen].map((name) => PREFIX + basename(name));
}
