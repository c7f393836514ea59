import type { Plugin } from "esbuild";
import { dirname, join, toFilePath } from "./paths.ts";

/** The import map of the project: its own `deno.json`, then those of the directories above. */
export async function readImports(root: string): Promise<Map<string, string>> {
  const imports = new Map<string, string>();
  for (let dir = root;; dir = dirname(dir)) {
    for (const name of ["deno.json", "deno.jsonc"]) {
      for (
        const [key, value] of Object.entries(await importsOf(join(dir, name)))
      ) {
        if (imports.has(key)) continue;
        imports.set(
          key,
          /^\.{1,2}\//.test(value)
            ? join(dir, value) + (value.endsWith("/") ? "/" : "")
            : value,
        );
      }
    }
    if (dirname(dir) === dir) return imports;
  }
}

async function importsOf(file: string): Promise<Record<string, string>> {
  try {
    const text = await Deno.readTextFile(file);
    // Comments of a .jsonc stand on lines of their own.
    return JSON.parse(
      file.endsWith("c") ? text.replace(/^\s*\/\/.*$/gm, "") : text,
    ).imports ?? {};
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return {};
    throw new Error(`Cannot read ${file}`, { cause: error });
  }
}

const RUNTIME = toFilePath(new URL("../runtime.ts", import.meta.url).href);
const OWN = dirname(RUNTIME);

/**
 * Resolve what the browser's code imports: names and prefixes of the import map, `fresh/runtime`, and npm packages from
 * `node_modules`. Preact always comes from the project, so that there is one of it.
 */
export function resolveImports(
  root: string,
  imports: Map<string, string>,
): Plugin {
  const prefixes = [...imports.keys()].filter((key) => key.endsWith("/")).sort((
    a,
    b,
  ) => b.length - a.length);
  const mapped = (path: string): string | undefined => {
    if (imports.has(path)) return imports.get(path);
    const prefix = prefixes.find((key) => path.startsWith(key));
    if (prefix !== undefined) {
      return imports.get(prefix)! + path.slice(prefix.length);
    }
    // `preact` in the map also stands for `preact/hooks`.
    const name = packageName(path);
    const target = name === path ? undefined : imports.get(name);
    return target && /^(npm|jsr):/.test(target)
      ? target + path.slice(name.length)
      : undefined;
  };
  return {
    name: "imports",
    setup(build) {
      build.onResolve({ filter: /^[^./]|^\.$/ }, async (args) => {
        if (args.pluginData === "native") return undefined;
        if (args.importer.includes("/node_modules/")) return undefined;
        const target = mapped(args.path) ?? args.path;
        if (/^(fresh|jsr:\/?@fresh\/core(@[^/]*)?)\/runtime$/.test(target)) {
          return { path: RUNTIME };
        }
        if (/^(fresh$|jsr:)/.test(target)) return refuse(args.path);
        if (/^(https?|data|node):/.test(target)) {
          return { path: target, external: true };
        }
        if (target.startsWith("/")) return { path: target };
        const path = target.replace(/^npm:\/?/, "").replace(
          /^((?:@[^/]+\/)?[^/@]+)@[^/]+/,
          "$1",
        );
        for (const resolveDir of [root, OWN]) {
          const found = await build.resolve(path, {
            kind: args.kind,
            resolveDir,
            pluginData: "native",
          });
          if (found.errors.length === 0) return found;
        }
        return undefined;
      });
    },
  };
}

function packageName(path: string): string {
  return path.split("/").slice(0, path.startsWith("@") ? 2 : 1).join("/");
}

function refuse(path: string): { errors: { text: string }[] } {
  const hint = path === "fresh"
    ? 'what islands may use is in "fresh/runtime"'
    : "only npm packages can be bundled";
  return {
    errors: [{ text: `"${path}" cannot be sent to the browser: ${hint}.` }],
  };
}
