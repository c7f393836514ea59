import type { BuildInfo } from "./asset.ts";

let info: () => BuildInfo | null = () => null;

/** Tell this module where to find the build's id: the render under way on the server, the page's script in the browser. */
export function provideBuildInfo(find: () => BuildInfo | null): void {
  info = find;
}

export function buildInfo(): BuildInfo | null {
  return info();
}
