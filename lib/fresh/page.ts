import {
  type ComponentChild,
  type FunctionComponent,
  h,
  type VNode,
} from "preact";
import { type Context, internalsOf } from "./context.ts";
import { statusOf } from "./answer.ts";
import { renderDocument } from "./document.ts";
import type { AnyComponent, LayoutConfig, PageProps } from "./types.ts";

/** A layout or app wrapper that applies to a request. */
export interface LayoutEntry {
  component: AnyComponent<PageProps<unknown, never>>;
  config: LayoutConfig;
}

type Layer = (props: PageProps) => unknown;

/** Thrown out of a render when a component turns out to be async, or to answer by itself. */
class Interrupt {
  constructor(
    readonly layer: number,
    readonly value: Promise<unknown> | Response,
  ) {}
}

/**
 * Render a page inside the layouts and the app wrapper that apply to this request.
 * Async components are awaited from the inside out; a component may also give a Response, which is then the answer.
 */
export async function answerPage<State>(
  ctx: Context<State>,
  leaf: AnyComponent<PageProps<unknown, State>> | (() => VNode | null),
  data: unknown,
  init: ResponseInit,
  config: LayoutConfig,
): Promise<Response> {
  const hidden = internalsOf(ctx);
  const layouts = config.skipInheritedLayouts ? [] : hidden.layouts;
  const skipApp = config.skipAppWrapper || hidden.skipApp;
  const layers = [
    leaf,
    ...layouts.toReversed().map((l) => l.component),
  ] as Layer[];
  if (hidden.app && !skipApp) layers.push(hidden.app.component as Layer);

  const ready = new Map<number, ComponentChild>();
  for (let i = 0; i < layers.length; i++) {
    const layer = layers[i]!;
    if (layer.constructor.name !== "AsyncFunction") continue;
    const result = await layer(
      propsFor(ctx, data, compose(ctx, layers, ready, data, i)),
    );
    if (result instanceof Response) return result;
    ready.set(i, result as ComponentChild);
  }

  while (true) {
    try {
      const root = compose(ctx, layers, ready, data, layers.length)({});
      const { html, links } = renderDocument(root as VNode | null, {
        snapshot: hidden.snapshot,
        basePath: ctx.config.basePath,
        pathname: ctx.url.pathname,
        nonce: hidden.nonce,
        development: ctx.config.mode === "development",
      });
      const headers = new Headers(init.headers);
      headers.set("content-type", "text/html; charset=utf-8");
      for (const link of links) headers.append("link", link);
      // An error page without a status of its own answers with the error's.
      const status = init.status ??
        (ctx.error === null ? 200 : statusOf(ctx.error));
      return new Response(html, { ...init, status, headers });
    } catch (thrown) {
      if (!(thrown instanceof Interrupt)) throw thrown;
      const result = await thrown.value;
      if (result instanceof Response) return result;
      ready.set(thrown.layer, result as ComponentChild);
    }
  }
}

/** The component for everything inside layer `count`; layer 0 is the page. */
function compose<State>(
  ctx: Context<State>,
  layers: Layer[],
  ready: Map<number, ComponentChild>,
  data: unknown,
  count: number,
): FunctionComponent {
  let inner: FunctionComponent = () => null;
  for (let i = 0; i < count; i++) {
    const props = propsFor(ctx, data, inner);
    const layer = layers[i]!;
    inner = () =>
      (ready.has(i) ? ready.get(i)! : h(host(layer, i), props)) as VNode;
  }
  return inner;
}

/** Call a component inside the tree, so that its hooks and contexts work, and see what it returns. */
function host(layer: Layer, index: number): FunctionComponent<PageProps> {
  if ((layer as { prototype?: { render?: unknown } }).prototype?.render) {
    return layer as FunctionComponent<PageProps>;
  }
  return (props) => {
    const result = layer(props as PageProps);
    if (result instanceof Response || result instanceof Promise) {
      throw new Interrupt(index, result);
    }
    return result as VNode;
  };
}

function propsFor<State>(
  ctx: Context<State>,
  data: unknown,
  Component: FunctionComponent,
): PageProps {
  const { config, url, req, params, info, state, isPartial, error, route } =
    ctx;
  return {
    config,
    url,
    req,
    params,
    info,
    state,
    isPartial,
    error,
    route,
    data,
    Component,
  };
}
