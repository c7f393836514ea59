import type { Plugin } from "esbuild";
import { dirname, toFilePath } from "./paths.ts";

const RUNTIME = toFilePath(new URL("../runtime.ts", import.meta.url).href);
const OWN = dirname(RUNTIME);
const AGAIN = "resolved by esbuild";

/**
 * Resolves the islands' imports as Deno does: names of the import map and
 * `fresh/runtime`. npm packages come from the project's `node_modules`, in
 * their browser form; so there is one Preact.
 */
export function resolveImports(root: string): Plugin {
  return {
    name: "imports",
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, async (args) => {
        const { path, importer, kind, pluginData } = args;
        if (pluginData === AGAIN) return undefined;
        if (importer.includes("/node_modules/")) return undefined;
        if (/^(https?|data|node):/.test(path)) return { path, external: true };
        const file = fileOf(path);
        if (file && !file.includes("/node_modules/")) {
          return isServerSide(file) ? refuse(path) : { path: file };
        }
        const name = path.replace(/^npm:\/?(@?[^@]+)(@[^/]+)?/, "$1");
        for (const resolveDir of [root, OWN]) {
          const options = { kind, resolveDir, pluginData: AGAIN };
          const found = await build.resolve(name, options);
          if (found.errors.length === 0) return found;
        }
        return undefined;
      });
    },
  };
}

function fileOf(specifier: string): string | null {
  try {
    const url = import.meta.resolve(specifier);
    return url.startsWith("file:") ? toFilePath(url) : null;
  } catch {
    return null;
  }
}

function isServerSide(file: string): boolean {
  return file !== RUNTIME && dirname(file) === OWN;
}

function refuse(path: string): { errors: { text: string }[] } {
  const text = `"${path}" cannot be sent to the browser: ` +
    'what islands may use is in "fresh/runtime".';
  return { errors: [{ text }] };
}
