import type { App } from "./app.ts";
import type { RouteModule } from "./fs_routes.ts";
import { islandMap, setSnapshot, type StaticFile } from "./snapshot.ts";

/** What `dev.ts build` writes down in `_fresh/server.js`. */
export interface BuildManifest {
  /** URL of the project's root, and of the folder that holds the files to serve. */
  root: URL;
  files: URL;
  buildId: string;
  bootUrl: string;
  bootPreload: string[];
  /** URL path → name below `files`, content type, bytes, hash, whether its name holds its hash. */
  staticFiles: [
    url: string,
    name: string,
    contentType: string,
    size: number,
    hash: string,
    immutable: 0 | 1,
  ][];
  routes: { path: string; load: () => Promise<unknown>; module?: unknown }[];
  islands: {
    module: Record<string, unknown>;
    file: string;
    name: string;
    url: string;
    preload: string[];
  }[];
}

/** Give an app the production build. */
export function applyBuild<State>(app: App<State>, build: BuildManifest): void {
  const files = new Map<string, StaticFile>();
  for (
    const [url, name, contentType, size, hash, immutable] of build.staticFiles
  ) {
    const content = toPath(
      new URL(name.split("/").map(encodeURIComponent).join("/"), build.files),
    );
    files.set(url, {
      content,
      contentType,
      size,
      hash,
      immutable: immutable === 1,
    });
  }
  setSnapshot(app, {
    root: toPath(build.root),
    buildId: build.buildId,
    mode: "production",
    files,
    routes: build.routes.map(({ path, load, module }) => ({
      path,
      load: load as () => Promise<RouteModule>,
      ...(module ? { module: module as RouteModule } : {}),
    })),
    islands: islandMap(build.islands),
    bootUrl: build.bootUrl,
    bootPreload: build.bootPreload,
  });
}

function toPath(url: URL): string {
  return decodeURIComponent(url.pathname);
}
