import type { Loader, Plugin } from "esbuild";

/** A variable whose name an island spells out; only these are public. */
const READ =
  /\bDeno\.env\.get\(\s*(["'`])(FRESH_PUBLIC_\w+)\1\s*,?\s*\)|\bprocess\.env\.(FRESH_PUBLIC_\w+)/g;

/**
 * Inlines the values of `FRESH_PUBLIC_*` variables into what islands import; an
 * unset one becomes `undefined`. The browser has neither `Deno` nor `process`.
 * Source: Fresh, "Environment variables".
 */
export function inlineEnv(): Plugin {
  return {
    name: "environment",
    setup(build) {
      build.onLoad({ filter: /\.[jt]sx?$/ }, async ({ path }) => {
        if (path.includes("/node_modules/")) return undefined;
        const code = await Deno.readTextFile(path);
        const contents = code.replace(READ, (_, _quote, first, second) => {
          const value = Deno.env.get(first ?? second);
          return value === undefined ? "undefined" : JSON.stringify(value);
        });
        const loader = path.slice(path.lastIndexOf(".") + 1) as Loader;
        return contents === code ? undefined : { contents, loader };
      });
    },
  };
}
