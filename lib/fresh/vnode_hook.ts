import { options, type VNode } from "preact";
import { assetUrl, srcSet } from "./shared/asset.ts";
import { markIsland } from "./islands.ts";
import { currentRender, type RenderState } from "./render_state.ts";

/** Preact calls this with each vnode before it renders it (`_diff`, `__b` in the published build). */
const hooks = options as { __b?: (vnode: VNode) => void };
const previous = hooks.__b;

hooks.__b = (vnode) => {
  const state = currentRender();
  if (state && vnode.type) {
    if (typeof vnode.type === "function") markIsland(vnode, state);
    else if (typeof vnode.type === "string") adjust[vnode.type]?.(vnode, state);
  }
  previous?.(vnode);
};

type Attributes = Record<string, unknown>;
type Props = VNode["props"];

/** Attributes we added ourselves: a vnode kept in a variable is rendered again for the next request. */
const added = new WeakMap<VNode, Attributes>();

function addAttributes(vnode: VNode, extra: Attributes): void {
  const own = { ...vnode.props as Attributes };
  for (const name of Object.keys(added.get(vnode) ?? {})) delete own[name];
  vnode.props = { ...own, ...extra } as unknown as Props;
  added.set(vnode, extra);
}

function has(vnode: VNode, name: string): boolean {
  return (vnode.props as Attributes)[name] !== undefined &&
    !(name in (added.get(vnode) ?? {}));
}

function addNonce(vnode: VNode, state: RenderState): void {
  const extra: Attributes = keyOf(vnode);
  if (state.nonce !== null && !has(vnode, "nonce")) extra.nonce = state.nonce;
  addAttributes(vnode, extra);
}

/** The browser finds an element that `<Head>` rendered on the server by this. */
function keyOf(vnode: VNode): Attributes {
  return vnode.key == null ? {} : { "data-key": String(vnode.key) };
}

function addKey(vnode: VNode): void {
  if (vnode.key != null || added.has(vnode)) addAttributes(vnode, keyOf(vnode));
}

/** Images get URLs that may be cached for a year ("Static files"), unless `data-fresh-disable-lock` is there. */
function lockSources(vnode: VNode, state: RenderState): void {
  const { src, srcset, srcSet: srcSetCamel } = vnode.props as Attributes;
  if (has(vnode, "data-fresh-disable-lock") || state.development) return;
  const build = { id: state.snapshot.buildId, basePath: state.basePath };
  const props: Attributes = { ...vnode.props as Attributes };
  if (typeof src === "string") props.src = assetUrl(src, build);
  if (typeof srcset === "string") props.srcset = srcSet(srcset, build);
  if (typeof srcSetCamel === "string") {
    props.srcSet = srcSet(srcSetCamel, build);
  }
  vnode.props = props as unknown as Props;
}

/** `data-current` and `data-ancestor`, with `aria-current`, on links to this page and to pages above it ("Active links"). */
function markLink(vnode: VNode, state: RenderState): void {
  const { href } = vnode.props as Attributes;
  if (typeof href !== "string" || !href.startsWith("/")) {
    if (added.has(vnode)) addAttributes(vnode, {});
    return;
  }
  const path = href.replace(/[?#].*$/s, "");
  const extra: Attributes = {};
  if (path === state.pathname) {
    extra["data-current"] = "true";
    if (!has(vnode, "aria-current")) extra["aria-current"] = "page";
  } else if (
    path === "/" || state.pathname.startsWith(path.replace(/\/$/, "") + "/")
  ) {
    extra["data-ancestor"] = "true";
    if (!has(vnode, "aria-current")) extra["aria-current"] = "true";
  }
  if (Object.keys(extra).length > 0 || added.has(vnode)) {
    addAttributes(vnode, extra);
  }
}

const adjust: Record<string, (vnode: VNode, state: RenderState) => void> = {
  html: (_, state) => void (state.sawHtml = true),
  body: (_, state) => void (state.sawBody = true),
  a: markLink,
  img: lockSources,
  source: lockSources,
  script: addNonce,
  style: addNonce,
  title: addKey,
  meta: addKey,
  link: addKey,
  base: addKey,
  noscript: addKey,
};
Object.setPrototypeOf(adjust, null);
