import type { App } from "../app.ts";
import type { RouteModule } from "../fs_routes.ts";
import { applyBuild, type Snapshot } from "../snapshot.ts";
import { type Bundle, bundleIslands } from "./bundle.ts";
import { checkExports } from "./check_exports.ts";
import { crawl } from "./crawl.ts";
import type { ResolvedBuildConfig } from "./options.ts";
import { join, toFileUrl } from "./paths.ts";
import {
  hashOf,
  readStaticFiles,
  staticFile,
  type Transform,
} from "./static_assets.ts";

/** Everything a build knows before the project's modules are loaded. */
export interface Made extends Omit<Snapshot, "routes" | "islands"> {
  /**
   * A route that sets its own pattern is loaded eagerly, to learn it; so are
   * files that wrap routes, because loading them one by one delays the first
   * response.
   */
  routes: { path: string; file: string; eager: boolean }[];
  islands: Bundle["islands"];
}

/** Reads the project and builds what the browser receives. */
export async function make(
  options: ResolvedBuildConfig,
  registered: string[],
  transforms: Transform[],
  mode: "development" | "production",
): Promise<Made> {
  const { root, routeDir } = options;
  const found = await crawl(options, registered);
  const [files, bundle] = await Promise.all([
    readStaticFiles(options, transforms, mode),
    bundleIslands(found.islands, options, mode === "development"),
    checkExports(routeDir, found.routes),
  ]);
  for (const [url, content] of bundle.files) {
    files.set(url, await staticFile(url, content, true));
  }
  const routes = await Promise.all(found.routes.map(async (path) => {
    const file = join(routeDir, path);
    const code = await Deno.readTextFile(file);
    const eager = /(^|\/)_/.test(path) || /\brouteOverride\b/.test(code);
    return { path, file, eager };
  }));
  const contents = [...files].map(([url, { hash }]) => `${url} ${hash}`);
  const buildId = await hashOf(contents.sort().join("\n"));
  return { root, mode, buildId, files, routes, islands: bundle.islands };
}

type Module = RouteModule & Record<string, unknown>;

/** Loads the project into this process; the function gives an app the build. */
export async function load(
  made: Made,
): Promise<<State>(app: App<State>) => void> {
  const read = (file: string): Promise<Module> => import(toFileUrl(file));
  const islands = await Promise.all(made.islands.map(async (island) => ({
    ...island,
    module: await read(island.file),
  })));
  const routes = await Promise.all(
    made.routes.map(async ({ path, file, eager }) => ({
      path,
      load: () => read(file),
      module: eager ? await read(file) : undefined,
    })),
  );
  return (app) => applyBuild(app, { ...made, islands, routes });
}
