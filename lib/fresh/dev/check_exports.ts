import * as esbuild from "esbuild";
import { dirname, join } from "./paths.ts";

const USEFUL = ["default", "handler", "handlers", "config"];

/**
 * Checks that every route file exports something that is used.
 * @throws TypeError that names the file; esbuild's BuildFailure
 */
export async function checkExports(
  routeDir: string,
  paths: string[],
): Promise<void> {
  // Errors name files from here: `routes/index.tsx`.
  const root = dirname(routeDir);
  const { metafile: { outputs } } = await esbuild.build({
    entryPoints: paths.map((path) => join(routeDir, path)),
    absWorkingDir: root,
    outdir: "/_out",
    bundle: false,
    write: false,
    metafile: true,
    format: "esm",
    jsx: "automatic",
    tsconfigRaw: "{}",
    logLevel: "silent",
  });
  for (const { entryPoint, exports } of Object.values(outputs)) {
    if (entryPoint === undefined) continue;
    if (exports.some((name) => USEFUL.includes(name))) continue;
    const code = await Deno.readTextFile(join(root, entryPoint));
    if (/\bexport\s*\*/.test(code)) continue;
    throw new TypeError(
      `${entryPoint} exports neither a component nor a handler.`,
    );
  }
}
