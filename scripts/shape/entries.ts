import { stop } from "esbuild";
import { Builder } from "fresh/dev";
import { builderConfig } from "@/fresh.config.ts";
import { type AssetManifest, ENTRIES } from "@/lib/http/assets.ts";
import { readProjectFile } from "./files.ts";

/** What a browser loads before one entry runs. */
export interface Entry {
  readonly name: string;
  /** The entry's own module, and those that it imports. */
  readonly modules: number;
  /** The total size, each module compressed separately, as it is sent. */
  readonly gzipBytes: number;
}

/** The islands of a production build, made apart from `_fresh/`, so never stale. */
export async function islandEntries(): Promise<readonly Entry[]> {
  const root = new URL("../../", import.meta.url);
  const outDir = await Deno.makeTempDir({ prefix: "visavis-shape-" });
  try {
    await new Builder({ root: root.href, outDir, ...builderConfig }).build();
    const scripts = await builtScripts(`${outDir}/static/_fresh/js`);
    const names = await Array.fromAsync(
      Deno.readDir(new URL("islands", root)),
      ({ name }) => name.replace(/\.tsx?$/, ""),
    );
    return await Promise.all(
      names.sort().map((name) => measured(name, scripts)),
    );
  } finally {
    await stop();
    await Deno.remove(outDir, { recursive: true });
  }
}

type Scripts = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/** By name: Fresh may put them into a folder with the build's id. */
export async function builtScripts(folder: string): Promise<Scripts> {
  const scripts = new Map<string, Uint8Array<ArrayBuffer>>();
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = `${folder}/${name}`;
    const inside = isDirectory
      ? await builtScripts(path)
      : [[name, await Deno.readFile(path)] as const];
    for (const [name, code] of inside) scripts.set(name, code);
  }
  return scripts;
}

/** @throws Error when the build has no script for the island */
async function measured(name: string, scripts: Scripts): Promise<Entry> {
  // A hash after the name has no hyphen.
  const entry = [...scripts.keys()].find((file) =>
    file === `${name}.js` ||
    file.startsWith(`${name}-`) && !file.slice(name.length + 1).includes("-")
  );
  if (entry === undefined) throw new Error(`No script for ${name} was built.`);
  const loaded = new Set([entry]);
  for (const file of loaded) {
    for (const next of staticImports(scripts.get(file))) loaded.add(next);
  }
  const sizes = await Promise.all(
    [...loaded].map((file) => gzipSize(scripts.get(file)!)),
  );
  return {
    name,
    modules: loaded.size,
    gzipBytes: sizes.reduce((sum, size) => sum + size, 0),
  };
}

/** Of a bundled module: `import "./a.js"` and `… from "./a.js"`, but not `import("./a.js")`. */
function staticImports(code: Uint8Array | undefined): string[] {
  const text = new TextDecoder().decode(code);
  return [...text.matchAll(/\b(?:from|import)\s*"\.\/([^"]+)"/g)]
    .map(([, file = ""]) => file);
}

/** Scripts without an island, from the last build's manifest, if there is one. */
export async function plainEntries(): Promise<readonly Entry[]> {
  const manifest = await readProjectFile("static/vendor/manifest.json");
  if (manifest === null) return [];
  return plainEntriesOf(JSON.parse(manifest));
}

export function plainEntriesOf(manifest: AssetManifest): readonly Entry[] {
  return Object.values(manifest)
    .flatMap(({ assets }) => Object.entries(assets))
    .filter(([name]) => ENTRIES.some((entry) => entry === name))
    .map(([name, { gzipBytes }]) => ({ name, modules: 1, gzipBytes }));
}

async function gzipSize(content: Uint8Array<ArrayBuffer>): Promise<number> {
  const stream = new Blob([content]).stream()
    .pipeThrough(new CompressionStream("gzip"));
  return (await new Response(stream).arrayBuffer()).byteLength;
}
