import type { RouteModule } from "../fs_routes.ts";
import { islandMap, type Snapshot } from "../snapshot.ts";
import { type BuiltIsland, bundleIslands } from "./bundle.ts";
import { findIslands, findRoutes } from "./crawl.ts";
import type { ResolvedBuildOptions } from "./options.ts";
import { join, toFileUrl } from "./paths.ts";
import {
  hashOf,
  readStaticFiles,
  staticFile,
  type Transform,
} from "./static_assets.ts";

/** Everything a build knows, before the project's modules are loaded. */
export interface Made extends
  Pick<
    Snapshot,
    "root" | "buildId" | "mode" | "files" | "bootUrl" | "bootPreload"
  > {
  routes: { path: string; file: string; eager: boolean }[];
  islands: BuiltIsland[];
}

/** Read the project and build what the browser gets. */
export async function make(
  options: ResolvedBuildOptions,
  registered: string[],
  transforms: Transform[],
  mode: "development" | "production",
): Promise<Made> {
  const [islands, routes, files] = await Promise.all([
    findIslands(options, registered),
    findRoutes(options),
    readStaticFiles(options, transforms, mode),
  ]);
  const bundle = await bundleIslands(islands, options, mode === "development");
  for (const [url, content] of bundle.files) {
    files.set(url, await staticFile(url, content, true));
  }
  const hashes = [...files].map(([url, { hash }]) => `${url} ${hash}`).sort();
  return {
    root: options.root,
    buildId: await hashOf(hashes.join("\n")),
    mode,
    files,
    routes: await Promise.all(routes.map(async (path) => {
      const file = join(options.routeDir, path);
      // Its pattern is inside the file, so it has to be loaded before requests can be matched.
      return {
        path,
        file,
        eager: /\brouteOverride\b/.test(await Deno.readTextFile(file)),
      };
    })),
    islands: bundle.islands,
    bootUrl: bundle.bootUrl,
    bootPreload: bundle.bootPreload,
  };
}

/** The snapshot for an app in this process. */
export async function load(made: Made): Promise<Snapshot> {
  const importFile = (file: string) =>
    import(toFileUrl(file)) as Promise<RouteModule & Record<string, unknown>>;
  const islands = await Promise.all(made.islands.map(async (island) => ({
    ...island,
    module: await importFile(island.file),
  })));
  const routes = await Promise.all(
    made.routes.map(async ({ path, file, eager }) => ({
      path,
      load: () => importFile(file),
      ...(eager ? { module: await importFile(file) } : {}),
    })),
  );
  return { ...made, islands: islandMap(islands), routes };
}
