import { isRouteFile } from "../fs_routes.ts";
import type { ResolvedBuildOptions } from "./options.ts";
import { basename, filesBelow, join } from "./paths.ts";

/** An island's file and the name that its built file gets. */
export interface IslandFile {
  file: string;
  name: string;
}

/** Route files, relative to the route directory. */
export async function findRoutes(
  { routeDir, ignore }: ResolvedBuildOptions,
): Promise<string[]> {
  return (await filesBelow(routeDir, ignore)).filter(isRouteFile);
}

/** Islands: everything in the island directory, in `(_islands)` folders, and what was registered. */
export async function findIslands(
  options: ResolvedBuildOptions,
  registered: string[],
): Promise<IslandFile[]> {
  const { islandDir, routeDir, ignore } = options;
  const local = (await filesBelow(islandDir, ignore)).map((path) =>
    join(islandDir, path)
  );
  const nested = (await filesBelow(routeDir, ignore))
    .filter((path) => path.split("/").slice(0, -1).includes("(_islands)"))
    .map((path) => join(routeDir, path));
  const files = new Set(
    [...local, ...nested].filter(isIsland).concat(registered),
  );
  const taken = new Set<string>();
  return [...files].map((file) => {
    const plain =
      basename(file).replace(/\.\w+$/, "").replace(/[^\w-]/g, "_") || "island";
    let name = plain;
    for (let i = 2; taken.has(name.toLowerCase()) || name === "boot"; i++) {
      name = `${plain}_${i}`;
    }
    taken.add(name.toLowerCase());
    return { file, name };
  });
}

function isIsland(file: string): boolean {
  return /\.[jt]sx?$/.test(file) && !/[._]test\.[jt]sx?$/.test(file);
}
