import type { ComponentType } from "preact";
import type { App } from "./app.ts";
import type { FsFile } from "./fs_routes.ts";
import { build } from "./shared/asset.ts";
import type { Island } from "./types.ts";

/** A file that may be served. Only these are: a request's URL is never looked up on disk. */
export interface StaticFile {
  /** Its bytes, or where to read them. */
  content: Uint8Array<ArrayBuffer> | URL;
  contentType: string;
  size: number;
  hash: string;
  /** Its name contains its hash, so it never changes. */
  immutable: boolean;
}

/** What the builder found in a project. */
export interface Snapshot {
  root: string;
  /** Hash of everything that a browser can receive. */
  buildId: string;
  mode: "development" | "production";
  /** By decoded URL path. */
  files: Map<string, StaticFile>;
  routes: FsFile[];
  islands: Map<ComponentType, Island>;
}

/** A built island: what the page needs to know, and the module that the server renders. */
export interface IslandModule extends Omit<Island, "exportName"> {
  module: Record<string, unknown>;
}

const snapshots = new WeakMap<object, Snapshot>();

/** Gives an app the result of a build. */
export function applyBuild<State>(
  app: App<State>,
  given: Omit<Snapshot, "islands"> & { islands: IslandModule[] },
): void {
  const islands: Snapshot["islands"] = new Map();
  for (const { module, ...island } of given.islands) {
    for (const [exportName, value] of Object.entries(module)) {
      if (typeof value !== "function") continue;
      const name = exportName === "default"
        ? island.name
        : `${island.name}.${exportName}`;
      islands.set(value as ComponentType, { ...island, name, exportName });
    }
  }
  snapshots.set(app, { ...given, islands });
  const { mode, buildId: id } = given;
  const { basePath } = app.config;
  build.last = mode === "production" ? { id, basePath } : null;
}

/** The build of an app; an empty one if it has none. */
export function snapshotOf<State>(app: App<State>): Snapshot {
  return snapshots.get(app) ??
    {
      root: Deno.cwd(),
      buildId: "",
      mode: "production",
      files: new Map(),
      routes: [],
      islands: new Map(),
    };
}
