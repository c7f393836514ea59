/** Server side of the package: what `fresh` exports. Source: Fresh, "API reference". */
export { App } from "./app.ts";
export { Context, type FreshContext } from "./context.ts";
export { createDefine, type Define, page } from "./define.ts";
export { HttpError } from "./error.ts";
export { cors, type CORSOptions } from "./middlewares/cors.ts";
export { csp, type CSPOptions } from "./middlewares/csp.ts";
export { csrf, type CsrfOptions } from "./middlewares/csrf.ts";
export {
  ipFilter,
  type IpFilterOptions,
  type IpFilterRules,
} from "./middlewares/ip_filter.ts";
export { staticFiles } from "./middlewares/static_files.ts";
export { trailingSlashes } from "./middlewares/trailing_slashes.ts";
export type {
  FreshConfig,
  HandlerByMethod,
  HandlerFn,
  Island,
  LayoutConfig,
  Lazy,
  ListenOptions,
  MaybeLazy,
  Method,
  Middleware,
  MiddlewareFn,
  PageProps,
  PageResponse,
  ResolvedFreshConfig,
  Route,
  RouteConfig,
  RouteData,
  RouteHandler,
} from "./types.ts";
export type {
  WebSocketHandlers,
  WebSocketUpgradeOptions,
} from "./websocket.ts";
