import type { App } from "../app.ts";
import type { RouteModule } from "../fs_routes.ts";
import { applyBuild, type IslandModule, type Snapshot } from "../snapshot.ts";
import { bundleIslands } from "./bundle.ts";
import { findIslands, findRoutes } from "./crawl.ts";
import type { ResolvedBuildOptions } from "./options.ts";
import { join, toFileUrl } from "./paths.ts";
import {
  hashOf,
  readStaticFiles,
  staticFile,
  type Transform,
} from "./static_assets.ts";

/** Everything a build knows before the project's modules are loaded. */
export interface Made extends Omit<Snapshot, "routes" | "islands"> {
  /** A route that sets its own pattern must be loaded before requests can be matched; the others are loaded when needed. */
  routes: { path: string; file: string; eager: boolean }[];
  islands: Omit<IslandModule, "module">[];
}

/** Read the project and build what the browser gets. */
export async function make(
  options: ResolvedBuildOptions,
  registered: string[],
  transforms: Transform[],
  mode: "development" | "production",
): Promise<Made> {
  const { root, routeDir } = options;
  const [found, paths, files] = await Promise.all([
    findIslands(options, registered),
    findRoutes(options),
    readStaticFiles(options, transforms, mode),
  ]);
  const bundle = await bundleIslands(found, options, mode === "development");
  for (const [url, content] of bundle.files) {
    files.set(url, await staticFile(url, content, true));
  }
  const hashes = [...files].map(([url, { hash }]) => `${url} ${hash}`).sort();
  const routes = await Promise.all(paths.map(async (path) => {
    const file = join(routeDir, path);
    return {
      path,
      file,
      eager: /\brouteOverride\b/.test(await Deno.readTextFile(file)),
    };
  }));
  return {
    root,
    mode,
    files,
    routes,
    islands: bundle.islands,
    buildId: await hashOf(hashes.join("\n")),
  };
}

/** Load the project's modules into this process and give an app the build. */
export async function load(
  made: Made,
): Promise<<State>(app: App<State>) => void> {
  const importFile = (
    file: string,
  ): Promise<RouteModule & Record<string, unknown>> => import(toFileUrl(file));
  const islands = await Promise.all(made.islands.map(async (island) => ({
    ...island,
    module: await importFile(island.file),
  })));
  const routes = await Promise.all(
    made.routes.map(async ({ path, file, eager }) => ({
      path,
      load: () => importFile(file),
      module: eager ? await importFile(file) : undefined,
    })),
  );
  return (app) => applyBuild(app, { ...made, islands, routes });
}
