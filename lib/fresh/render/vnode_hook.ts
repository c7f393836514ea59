import { options, type VNode } from "preact";
import { markIsland } from "./islands.ts";
import { currentRender, type RenderState } from "./render_state.ts";
import { assetUrl, srcSet } from "../shared/asset.ts";

/**
 * Preact calls `__b` (`_diff`) with each vnode before it is rendered, and
 * `attr` with each attribute of precompiled JSX that is not constant.
 */
const hooks = options as {
  __b?: (vnode: VNode) => void;
  attr?: (name: string, value: unknown) => string | void;
};
const previous = hooks.__b;
const previousAttr = hooks.attr;

hooks.attr = (name, value) =>
  name.startsWith("f-") && typeof value === "boolean"
    ? `${name}="${value}"`
    : previousAttr?.(name, value);

hooks.__b = (vnode) => {
  const state = currentRender();
  if (state && typeof vnode.type === "function") markIsland(vnode, state);
  else if (state && typeof vnode.type === "string") adjust(vnode, state);
  previous?.(vnode);
};

type Attributes = Record<string, unknown>;

/**
 * A vnode kept in a variable is reused for the next request: these are its
 * attributes before our changes.
 */
const originals = new WeakMap<VNode, Attributes>();

function adjust(vnode: VNode, state: RenderState): void {
  const type = vnode.type as string;
  if (type === "html") state.sawHtml = true;
  if (type === "body") state.sawBody = true;
  const known = Object.hasOwn(EXTRA, type);
  const own = originals.get(vnode) ?? vnode.props as unknown as Attributes;
  const extra = known ? EXTRA[type]!(own, state) : {};
  if (known && vnode.key != null) extra["data-key"] = String(vnode.key);
  for (const name in own) {
    // `f-client-nav` and others are read as text.
    if (name.startsWith("f-") && typeof own[name] === "boolean") {
      extra[name] = String(own[name]);
    }
  }
  if (Object.keys(extra).length === 0 && !originals.has(vnode)) return;
  originals.set(vnode, own);
  vnode.props = { ...own, ...extra } as unknown as VNode["props"];
}

function nonce(own: Attributes, state: RenderState): Attributes {
  const has = own.nonce !== undefined || state.nonce === null;
  return has ? {} : { nonce: state.nonce };
}

/** Images get URLs that may be cached for a year ("Static files"). */
function lock(own: Attributes, state: RenderState): Attributes {
  if (state.development || "data-fresh-disable-lock" in own) return {};
  const build = { id: state.snapshot.buildId, basePath: state.basePath };
  const extra: Attributes = {};
  if (typeof own.src === "string") extra.src = assetUrl(own.src, build);
  for (const name of ["srcset", "srcSet"]) {
    const value = own[name];
    if (typeof value === "string") extra[name] = srcSet(value, build);
  }
  return extra;
}

/**
 * Marks links to this page and to its ancestors ("Active links"). With another
 * query, the same path is another page.
 */
function link({ href, ...own }: Attributes, state: RenderState): Attributes {
  if (typeof href !== "string" || !href.startsWith("/")) return {};
  const { pathname, search } = new URL(href, "http://localhost");
  const [path, here] = [untrailed(pathname), untrailed(state.pathname)];
  const isHere = path === here && search === state.search;
  const above = path.endsWith("/") ? path : path + "/";
  if (path !== here && !here.startsWith(above)) return {};
  const current = own["aria-current"] ?? (isHere ? "page" : "true");
  const mark = isHere ? "data-current" : "data-ancestor";
  return { [mark]: "true", "aria-current": current };
}

function untrailed(path: string): string {
  return path.length > 1 ? path.replace(/\/$/, "") : path;
}

/** With its key, the browser's `<Head>` finds an element again. */
const onlyKey = (): Attributes => ({});

const EXTRA: Record<string, typeof nonce> = {
  ...{ a: link, img: lock, source: lock, script: nonce, style: nonce },
  ...{ title: onlyKey, meta: onlyKey, link: onlyKey, base: onlyKey },
  ...{ noscript: onlyKey, template: onlyKey },
};
