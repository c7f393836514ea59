import type {
  ComponentResult,
  MiddlewareFn,
  PageProps,
  PageResponse,
  RouteHandler,
} from "./types.ts";

type DataOf<Result> = Result extends PageResponse<infer Data> ? Data : never;
type AnyFn = (...args: never[]) => unknown;

/** The data that a route's handlers hand to its component: the union over all its methods. */
export type HandlerData<Handler> = Handler extends AnyFn
  ? DataOf<Awaited<ReturnType<Handler>>>
  : {
    [M in keyof Handler]: Handler[M] extends AnyFn
      ? DataOf<Awaited<ReturnType<Handler[M]>>>
      : never;
  }[
    keyof Handler
  ];

/** Helpers that carry the app's `State` type, so that no file has to repeat it. Each returns its argument unchanged. */
export interface Define<State> {
  /** Handlers of a route: one function, or one for each method. */
  handlers<Handlers extends RouteHandler<unknown, State>>(
    handlers: Handlers,
  ): Handlers;
  /** A page. `define.page<typeof handler>` types `props.data`. */
  page<
    Handler = never,
    Data = [Handler] extends [never] ? unknown : HandlerData<Handler>,
  >(
    render: (
      props: PageProps<Data, State>,
    ) => ComponentResult | Promise<ComponentResult>,
  ): typeof render;
  /** A layout or an app wrapper; it renders `props.Component`. */
  layout(
    render: (
      props: PageProps<unknown, State>,
    ) => ComponentResult | Promise<ComponentResult>,
  ): typeof render;
  middleware<M extends MiddlewareFn<State> | MiddlewareFn<State>[]>(
    middleware: M,
  ): M;
}

const same = <T>(value: T): T => value;

/** Make the `define` helpers for one State type. Source: Fresh, "Define helpers". */
export function createDefine<State>(): Define<State> {
  return {
    handlers: same,
    page: same,
    layout: same,
    middleware: same,
  } as Define<State>;
}

/**
 * Hand data from a handler to the component of the same route.
 * @param options.status HTTP status of the answer (default 200)
 */
export function page<T>(
  data: T,
  options?: { status?: number; headers?: HeadersInit },
): PageResponse<T>;
export function page(): PageResponse<undefined>;
export function page<T>(
  data?: T,
  options?: { status?: number; headers?: HeadersInit },
): PageResponse<T | undefined> {
  return { data, ...options };
}
