import { type ComponentChild, type FunctionComponent, h } from "preact";
import type { VNode } from "preact";
import { renderToStringAsync } from "preact-render-to-string";
import { type Context, internalsOf } from "./context.ts";
import { renderDocument } from "./render/document.ts";
import type { AnyComponent, LayoutConfig, PageProps } from "./types.ts";

/** A layout or app wrapper that applies to a request. */
export interface LayoutEntry {
  component: AnyComponent<PageProps<unknown, never>>;
  config: LayoutConfig;
}

type Layer = (props: PageProps) => unknown;

/**
 * Renders a page inside the layouts and the app wrapper of this request. Async
 * components are awaited first, from the inside out. A component may also
 * return a Response, which is then the answer.
 */
export async function answerPage<State>(
  ctx: Context<State>,
  page: AnyComponent<PageProps<unknown, State>>,
  data: unknown,
  init: ResponseInit,
  config: LayoutConfig,
): Promise<Response> {
  const { layouts, app, skipApp, snapshot, nonce, status } = internalsOf(ctx);
  const inherited = config.skipInheritedLayouts ? [] : layouts;
  const outer = [...inherited].reverse();
  if (app && !skipApp && !config.skipAppWrapper) outer.push(app);
  const layers = [page, ...outer.map(({ component }) => component)];

  const { next: _, ...own } = ctx;
  let Inner: FunctionComponent = () => null;
  for (const layer of layers as Layer[]) {
    const props: PageProps = { ...own, data, Component: Inner };
    if (layer.constructor.name === "AsyncFunction") {
      const result = await layer(props);
      if (result instanceof Response) return result;
      Inner = () => result as ComponentChild;
    } else {
      const host = hostOf(layer);
      Inner = () => h(host, props);
    }
  }

  const { basePath, mode } = ctx.config;
  const { pathname, search } = ctx.url;
  const development = mode === "development";
  const input = { snapshot, nonce, basePath, pathname, search, development };
  for (let first = true;; first = false) {
    try {
      const { html, links } = renderDocument(h(Inner, null), input);
      const headers = new Headers(init.headers);
      headers.set("content-type", "text/html; charset=utf-8");
      for (const link of links) headers.append("link", link);
      return new Response(html, { status, ...init, headers });
    } catch (thrown) {
      if (thrown instanceof Response) return thrown;
      if (!first || !/renderToStringAsync/.test(String(thrown))) throw thrown;
      // A `lazy()` component is not loaded yet. This render only loads it: a
      // page is rendered in one go.
      await Promise.allSettled([renderToStringAsync(h(Inner, null))]);
    }
  }
}

/** Calls a component inside the tree, so that its hooks and contexts work. */
function hostOf(layer: Layer): FunctionComponent<PageProps> {
  const isClass = layer.prototype?.render !== undefined;
  if (isClass) return layer as FunctionComponent<PageProps>;
  return (props) => {
    const result = layer(props as PageProps);
    if (result instanceof Response) throw result;
    if (result instanceof Promise) {
      throw new TypeError(`${layer.name} gave a promise: mark it as async.`);
    }
    return result as VNode;
  };
}
