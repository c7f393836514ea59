import { isRouteFile } from "../file_names.ts";
import type { ResolvedBuildConfig } from "./options.ts";
import { basename, filesBelow, join } from "./paths.ts";

/** An island's file and the name of its built file. */
export interface IslandFile {
  file: string;
  name: string;
}

/** Route files, and islands: those in the island folder, in `(_islands)` folders, and those registered. */
export async function crawl(
  { islandDir, routeDir, ignore }: ResolvedBuildConfig,
  registered: string[],
): Promise<{ routes: string[]; islands: IslandFile[] }> {
  const inRoutes = await filesBelow(routeDir, ignore);
  const files = new Set(
    [
      ...(await filesBelow(islandDir, ignore)).map((path) =>
        join(islandDir, path)
      ),
      ...inRoutes.filter((path) => /(^|\/)\(_islands\)\//.test(path))
        .map((path) => join(routeDir, path)),
    ].filter((file) => isRouteFile(basename(file))).concat(registered),
  );
  const taken = new Set<string>();
  const islands = [...files].map((file) => {
    const plain = basename(file).replace(/\.\w+$/, "").replace(/[^\w-]/g, "_");
    let name = plain;
    // Some file systems ignore case.
    for (let i = 2; taken.has(name.toLowerCase()); i++) name = `${plain}_${i}`;
    taken.add(name.toLowerCase());
    return { file, name };
  });
  return { routes: inRoutes.filter(isRouteFile), islands };
}
