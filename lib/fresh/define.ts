import type {
  AnyComponent,
  MiddlewareFn,
  PageProps,
  PageResponse,
  RouteHandler,
} from "./types.ts";

type AnyFn = (...args: never[]) => unknown;
type DataOf<Result> = Result extends PageResponse<infer Data> ? Data : never;
type FnData<Fn> = Fn extends AnyFn ? DataOf<Awaited<ReturnType<Fn>>> : never;

/** The data that handlers give a component: the union over all methods. */
type HandlerData<Handler> = Handler extends AnyFn ? FnData<Handler>
  : { [M in keyof Handler]: FnData<Handler[M]> }[keyof Handler];

/** Helpers that carry the app's `State` type; each returns its argument. */
export interface Define<State> {
  /** Handlers of a route: one function, or one for each method. */
  handlers<H extends RouteHandler<unknown, State>>(handlers: H): H;
  /** A page. `define.page<typeof handler>` types `props.data`. */
  page<H = never, Data = [H] extends [never] ? unknown : HandlerData<H>>(
    render: AnyComponent<PageProps<Data, State>>,
  ): typeof render;
  /** A layout or an app wrapper; it renders `props.Component`. */
  layout(render: AnyComponent<PageProps<unknown, State>>): typeof render;
  middleware<M extends MiddlewareFn<State> | MiddlewareFn<State>[]>(fn: M): M;
}

const same = <T>(value: T): T => value;
const helpers = { handlers: same, page: same, layout: same, middleware: same };

/** Makes the helpers for one State type. Source: Fresh, "Define helpers". */
export function createDefine<State>(): Define<State> {
  return helpers as Define<State>;
}

/** Status (default 200) and headers of a page. */
type PageOptions = Pick<PageResponse<unknown>, "status" | "headers">;

/** Passes data from a handler to the component of the same route. */
export function page<T>(data: T, options?: PageOptions): PageResponse<T>;
export function page(): PageResponse<undefined>;
export function page(data?: unknown, options?: PageOptions) {
  return { data, ...options };
}
