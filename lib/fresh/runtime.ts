/** What a component may use on the server and in the browser. Source: Fresh, "API reference", `fresh/runtime`. */
import { type ComponentChildren, Fragment, h, type VNode } from "preact";
import { assetUrl, build, srcSet } from "./shared/asset.ts";

export { HttpError } from "./error.ts";
export { Head, type HeadProps } from "./shared/head.ts";

/** `true` in the browser, `false` on the server. */
export const IS_BROWSER: boolean = typeof document !== "undefined";

/** A static file's URL with the build's id: the browser may cache it for a year. */
export function asset(path: string): string {
  const info = build.find();
  return info ? assetUrl(path, info) : path;
}

/** `asset()` for every URL of a `srcset`. */
export function assetSrcSet(srcset: string): string {
  const info = build.find();
  return info ? srcSet(srcset, info) : srcset;
}

export interface PartialProps {
  children?: ComponentChildren;
  /** Unique among the partials of a page. */
  name: string;
  mode?: "replace" | "prepend" | "append";
}

/**
 * A region that genuine Fresh can update in place. Here it renders its
 * children; links load whole pages.
 */
export function Partial(props: PartialProps): VNode {
  return h(Fragment, null, props.children);
}
