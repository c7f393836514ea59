import type { ComponentType } from "preact";
import type { App } from "./app.ts";
import type { FsFile } from "./fs_routes.ts";
import type { Island } from "./types.ts";

/** A file that may be served. Only these are: nothing is ever looked up on the disk by a request's URL. */
export interface StaticFile {
  /** Its bytes, or where to read them. */
  content: Uint8Array<ArrayBuffer> | URL;
  contentType: string;
  size: number;
  hash: string;
  /** Its name holds its hash, so it can never change. */
  immutable: boolean;
}

/** What the builder found in a project. */
export interface Snapshot {
  root: string;
  /** Hash of the contents of everything that a browser can receive. */
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

/** Give an app the result of a build. */
export function applyBuild<State>(
  app: App<State>,
  build: Omit<Snapshot, "islands"> & { islands: IslandModule[] },
): void {
  const islands: Snapshot["islands"] = new Map();
  for (const { module, ...island } of build.islands) {
    for (const [exportName, value] of Object.entries(module)) {
      if (typeof value !== "function") continue;
      const name = exportName === "default"
        ? island.name
        : `${island.name}.${exportName}`;
      islands.set(value as ComponentType, { ...island, name, exportName });
    }
  }
  snapshots.set(app, { ...build, islands });
}

/** The build of an app; an empty one if it was given none. */
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
