import type { ComponentType } from "preact";
import type { App } from "./app.ts";
import type { FsFile } from "./fs_routes.ts";
import type { Island } from "./types.ts";

/** A file that may be served, found in the build; nothing is ever looked up on the disk by its URL. */
export interface StaticFile {
  /** Its bytes, or the absolute path to read them from. */
  content: Uint8Array<ArrayBuffer> | string;
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
  files: Map<string, StaticFile>;
  routes: FsFile[];
  islands: Map<ComponentType, Island>;
  bootUrl: string;
  bootPreload: string[];
}

/** The snapshot of an app that has no build: only what is registered in code. */
export function emptySnapshot(): Snapshot {
  return {
    root: "",
    buildId: "",
    mode: "production",
    files: new Map(),
    routes: [],
    islands: new Map(),
    bootUrl: "",
    bootPreload: [],
  };
}

const snapshots = new WeakMap<object, Snapshot>();

/** Give an app the result of a build. */
export function setSnapshot<State>(app: App<State>, snapshot: Snapshot): void {
  snapshots.set(app, snapshot);
}

export function snapshotOf<State>(app: App<State>): Snapshot | null {
  return snapshots.get(app) ?? null;
}

/** Match the islands' modules with what the build wrote about them. */
export function islandMap(
  modules: {
    module: Record<string, unknown>;
    file: string;
    name: string;
    url: string;
    preload: string[];
  }[],
): Map<ComponentType, Island> {
  const map = new Map<ComponentType, Island>();
  for (const { module, file, name, url, preload } of modules) {
    for (const [exportName, value] of Object.entries(module)) {
      if (typeof value !== "function") continue;
      const own = exportName === "default" ? name : `${name}.${exportName}`;
      map.set(value as ComponentType, {
        file,
        name: own,
        exportName,
        url,
        preload,
      });
    }
  }
  return map;
}
