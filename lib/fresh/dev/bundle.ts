import * as esbuild from "esbuild";
import type { IslandFile } from "./crawl.ts";
import type { ResolvedBuildOptions } from "./options.ts";
import { basename, toFilePath } from "./paths.ts";
import { readImports, resolveImports } from "./resolve_imports.ts";

export interface BuiltIsland extends IslandFile {
  url: string;
  preload: string[];
}

export interface Bundle {
  /** URL path → contents. */
  files: Map<string, Uint8Array<ArrayBuffer>>;
  islands: BuiltIsland[];
}

const PREFIX = "/_fresh/js/";
const BOOT = toFilePath(new URL("../client/boot.ts", import.meta.url).href);

/**
 * Build the islands for the browser. Every island's module also exports `__boot`, which starts a page: so all of them
 * need the same runtime, and esbuild keeps that in one chunk instead of many. All names hold a hash.
 */
export async function bundleIslands(
  islands: IslandFile[],
  options: ResolvedBuildOptions,
  development: boolean,
): Promise<Bundle> {
  if (islands.length === 0) return { files: new Map(), islands: [] };
  const { root, target, sourceMap } = options;
  const result = await esbuild.build({
    entryPoints: islands.map(({ name }) => ({
      in: `island:${name}`,
      out: name,
    })),
    plugins: [entries(islands), resolveImports(root, await readImports(root))],
    absWorkingDir: root,
    outdir: "/_out",
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
  const { outputs } = result.metafile;
  const byEntry = new Map(
    Object.entries(outputs).map(([path, { entryPoint }]) => [entryPoint, path]),
  );
  return {
    files: new Map(result.outputFiles.map(({ path, contents }) => [
      PREFIX + basename(path),
      contents as Uint8Array<ArrayBuffer>,
    ])),
    islands: islands.map((island) => {
      const path = byEntry.get(`island:${island.name}`)!;
      return {
        ...island,
        url: PREFIX + basename(path),
        preload: staticImports(outputs, path),
      };
    }),
  };
}

function entries(islands: IslandFile[]): esbuild.Plugin {
  return {
    name: "islands",
    setup(build) {
      build.onResolve(
        { filter: /^island:/ },
        ({ path }) => ({ path: path.slice(7), namespace: "island" }),
      );
      build.onLoad({ filter: /.*/, namespace: "island" }, ({ path }) => {
        const file = JSON.stringify(
          islands.find(({ name }) => name === path)!.file,
        );
        const contents = `export { boot as __boot } from ${
          JSON.stringify(BOOT)
        };
export * from ${file};
import * as all from ${file};
export default all.default;`;
        return { contents, resolveDir: "/" };
      });
    },
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
