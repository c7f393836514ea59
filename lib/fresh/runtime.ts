/** What a component may use on the server and in the browser. Source: Fresh, "API reference", `fresh/runtime`. */
import { type ComponentChildren, Fragment, h, type VNode } from "preact";
import { assetUrl, srcSet } from "./shared/asset.ts";
import { buildInfo } from "./shared/build_info.ts";

export { HttpError } from "./error.ts";
export { Head, type HeadProps } from "./shared/head.ts";

/** `true` in the browser, `false` on the server. */
export const IS_BROWSER: boolean = typeof document !== "undefined";

/** A static file's URL with the build's id, so that the browser may keep it for a year. */
export function asset(path: string): string {
  const build = buildInfo();
  return build ? assetUrl(path, build) : path;
}

/** `asset()` for every URL of a `srcset`. */
export function assetSrcSet(srcset: string): string {
  const build = buildInfo();
  return build ? srcSet(srcset, build) : srcset;
}

export interface PartialProps {
  children?: ComponentChildren;
  /** Unique among the partials of a page. */
  name: string;
  mode?: "replace" | "prepend" | "append";
}

/** A region that genuine Fresh can update in place. Here it shows its children; links load whole pages. */
export function Partial(props: PartialProps): VNode {
  return h(Fragment, null, props.children);
}
