import type { ComponentChildren } from "preact";
import type { Context } from "./context.ts";

type Changing = "POST" | "PUT" | "PATCH" | "DELETE";
/** The HTTP methods a route may answer. */
export type Method = "GET" | "HEAD" | "OPTIONS" | Changing;

/** Options of `new App()`. */
export interface FreshConfig {
  /** Path the whole app is served under, for example `/studio`. Default: the root. */
  basePath?: string;
  /**
   * Whether `ctx.url` has the scheme and the host of `X-Forwarded-Proto` and
   * `X-Forwarded-Host`. Only behind a proxy that sets both: otherwise a client
   * chooses them. Default: false.
   */
  trustProxy?: boolean;
}

/** What `ctx.config` holds. */
export interface ResolvedFreshConfig {
  /** Directory of the project. */
  root: string;
  basePath: string;
  mode: "development" | "production";
  trustProxy: boolean;
}

/** Options of `app.listen()`. */
export type ListenOptions =
  & Partial<Deno.ServeTcpOptions & Deno.TlsCertifiedKeyPem>
  & { remoteAddress?: string };

/** Receives the request's context; answers, or calls `ctx.next()`. */
export type MiddlewareFn<State> = (
  ctx: Context<State>,
) => Response | Promise<Response>;
export type Middleware<State> = MiddlewareFn<State>;

/** A middleware, or a function that loads one when it is first needed. */
export type MaybeLazyMiddleware<State> = (
  ctx: Context<State>,
) => Response | Promise<Response | MiddlewareFn<State>>;

/** A function that loads a value when it is first needed. */
export type Lazy<T> = () => Promise<T>;
export type MaybeLazy<T> = T | Lazy<T>;

/**
 * What `page()` returns: data for the route's component, with a status and
 * headers for the response.
 */
export interface PageResponse<T> {
  data: T;
  status?: number;
  headers?: HeadersInit;
}

type HandlerResult<Data> = Response | PageResponse<Data>;

/** Answers a request, or loads the data of the route's component. */
export interface HandlerFn<Data, State> {
  (ctx: Context<State>): HandlerResult<Data> | Promise<HandlerResult<Data>>;
}

/** One handler for each method. */
export type HandlerByMethod<Data, State> = {
  [M in Method]?: HandlerFn<Data, State>;
};

export type RouteHandler<Data, State> =
  | HandlerFn<Data, State>
  | HandlerByMethod<Data, State>;

/** The data that a route's handlers give its component. */
export type RouteData<Handler extends RouteHandler<unknown, never>> =
  Handler extends RouteHandler<infer Data, never> ? Data : never;

/** What a page, layout or app wrapper receives. */
export type PageProps<Data = unknown, T = unknown> =
  & Pick<
    Context<T>,
    | "config"
    | "url"
    | "req"
    | "params"
    | "info"
    | "state"
    | "isPartial"
    | "Component"
    | "error"
    | "route"
  >
  & { data: Data };

export type ComponentResult = ComponentChildren | Response;

/** A page, layout or app wrapper; it may be async, and it may return a Response of its own. */
export type AnyComponent<Props> = (
  props: Props,
) => ComponentResult | Promise<ComponentResult>;

/** `export const config` of a layout, or the third argument of `app.layout()`. */
export interface LayoutConfig {
  /** Does not render the app wrapper (`_app.tsx`). */
  skipAppWrapper?: boolean;
  /** Does not render the layouts above this one. */
  skipInheritedLayouts?: boolean;
}

/** `export const config` of a route file. */
export interface RouteConfig extends LayoutConfig {
  /** A URLPattern pathname that replaces the one from the file name. */
  routeOverride?: string;
  /** The methods to answer; only used by tools that list routes. */
  methods?: "ALL" | Method[];
}

/** A route in code: `app.route(path, route)`. */
export interface Route<State, Data = unknown> {
  component?: AnyComponent<PageProps<Data, State>>;
  handler?: RouteHandler<Data, State>;
  handlers?: RouteHandler<Data, State>;
  config?: RouteConfig;
}

/** A component that is sent to the browser, and where its code is. */
export interface Island {
  file: string;
  name: string;
  exportName: string;
  /** URL path of its JavaScript, below the base path. */
  url: string;
  /** URL paths of the chunks it needs. */
  preload: string[];
}
