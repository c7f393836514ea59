import type { BuildManifest } from "../production.ts";
import type { Made } from "./make_snapshot.ts";
import type { ResolvedBuildOptions } from "./options.ts";
import { dirname, escapePath, join, relative } from "./paths.ts";

/** Write a production build: the files to serve, and `server.js` for `deno serve`. */
export async function writeBuild(
  made: Made,
  { outDir, root, serverEntry }: ResolvedBuildOptions,
): Promise<void> {
  await Deno.remove(outDir, { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
  const staticFiles: BuildManifest["staticFiles"] = [];
  for (
    const [url, { content, contentType, size, hash, immutable }] of made.files
  ) {
    const name = url.slice(1);
    const path = join(outDir, "static", name);
    await Deno.mkdir(dirname(path), { recursive: true });
    await Deno.writeFile(path, content as Uint8Array);
    staticFiles.push([url, name, contentType, size, hash, immutable ? 1 : 0]);
  }
  const from = (file: string) => {
    const path = escapePath(relative(outDir, file));
    return JSON.stringify(path.startsWith(".") ? path : "./" + path);
  };
  const lines = [
    "// Made by `dev.ts build`. Start it with `deno serve -A _fresh/server.js`.",
    `import { applyBuild } from "fresh/internal";`,
    `import { app } from ${from(serverEntry)};`,
    ...made.islands.map(({ file }, i) =>
      `import * as island${i} from ${from(file)};`
    ),
    ...made.routes.flatMap(({ file, eager }, i) =>
      eager ? [`import * as route${i} from ${from(file)};`] : []
    ),
    "",
    "applyBuild(app, {",
    `  root: new URL(${
      JSON.stringify(relative(outDir, root) + "/")
    }, import.meta.url),`,
    `  files: new URL("./static/", import.meta.url),`,
    `  buildId: ${JSON.stringify(made.buildId)},`,
    `  bootUrl: ${JSON.stringify(made.bootUrl)},`,
    `  bootPreload: ${JSON.stringify(made.bootPreload)},`,
    `  staticFiles: [${
      staticFiles.map((file) => "\n    " + JSON.stringify(file)).join(",")
    }],`,
    "  routes: [",
    ...made.routes.map(({ path, file, eager }, i) =>
      `    { path: ${JSON.stringify(path)}, load: () => import(${from(file)})${
        eager ? `, module: route${i}` : ""
      } },`
    ),
    "  ],",
    "  islands: [",
    ...made.islands.map(({ file, name, url, preload }, i) =>
      `    { module: island${i}, ${
        JSON.stringify({ file: relative(root, file), name, url, preload })
          .slice(1, -1)
      } },`
    ),
    "  ],",
    "});",
    "",
    "export { app };",
    "export default { fetch: app.handler() };",
    "",
  ];
  await Deno.writeTextFile(join(outDir, "server.js"), lines.join("\n"));
}
