import * as esbuild from "esbuild";
import type { IslandModule } from "../snapshot.ts";
import type { IslandFile } from "./crawl.ts";
import { inlineEnv } from "./inline_env.ts";
import type { ResolvedBuildConfig } from "./options.ts";
import { basename, toFilePath } from "./paths.ts";
import { resolveImports } from "./resolve_imports.ts";

export interface Bundle {
  /** By URL path. */
  files: Map<string, Uint8Array<ArrayBuffer>>;
  islands: Omit<IslandModule, "module">[];
}

const BOOT = toFilePath(new URL("../client/boot.ts", import.meta.url).href);
const urlOf = (output: string) => "/_fresh/js/" + basename(output);

/**
 * Builds the islands for the browser; all names contain a hash. Every island's
 * module also exports `__boot`, which starts a page: so all need the same
 * runtime, and esbuild keeps that in one chunk instead of many.
 */
export async function bundleIslands(
  islands: IslandFile[],
  { root, target, sourceMap: { kind = false, ...maps } }: ResolvedBuildConfig,
  development: boolean,
): Promise<Bundle> {
  if (islands.length === 0) return { files: new Map(), islands: [] };
  const { outputFiles, metafile: { outputs } } = await esbuild.build({
    entryPoints: islands.map(({ name }) => ({
      in: "island:" + name,
      out: name,
    })),
    plugins: [entries(islands), resolveImports(root), inlineEnv()],
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
    tsconfigRaw: "{}",
    sourcemap: development ? "inline" : kind,
    ...maps,
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  const files: Bundle["files"] = new Map();
  for (const { path, contents } of outputFiles) {
    files.set(urlOf(path), contents as Uint8Array<ArrayBuffer>);
  }
  const built = islands.map((island) => {
    const entryPoint = "island:" + island.name;
    const output = Object.keys(outputs)
      .find((path) => outputs[path]!.entryPoint === entryPoint)!;
    const preload = importsOf(outputs, output).map(urlOf);
    return { ...island, url: urlOf(output), preload };
  });
  return { files, islands: built };
}

function entries(islands: IslandFile[]): esbuild.Plugin {
  const files = new Map(islands.map(({ name, file }) => [name, file]));
  return {
    name: "islands",
    setup(build) {
      build.onResolve({ filter: /^island:/ }, ({ path }) => ({
        path: path.slice("island:".length),
        namespace: "island",
      }));
      build.onLoad({ filter: /.*/, namespace: "island" }, ({ path }) => {
        const file = JSON.stringify(files.get(path));
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

/** All chunks that a module needs before it can run. */
function importsOf(
  outputs: esbuild.Metafile["outputs"],
  path: string,
  seen = new Set<string>(),
): string[] {
  for (const next of outputs[path]?.imports ?? []) {
    if (next.kind !== "import-statement" || next.external) continue;
    if (seen.has(next.path)) continue;
    seen.add(next.path);
    importsOf(outputs, next.path, seen);
  }
  return [...seen];
}
