import { type FunctionComponent, isValidElement, type VNode } from "preact";
import { answerPage, type LayoutEntry } from "./page.ts";
import type { Snapshot } from "./snapshot.ts";
import type { LayoutConfig, ResolvedFreshConfig } from "./types.ts";
import { PARTIAL, partial, urlOf } from "./request_url.ts";
import {
  isHandlers,
  listen,
  openSocket,
  type WebSocketHandlers,
} from "./websocket.ts";

/** What the package keeps beside a context; no app can reach it. */
export class ContextInternals {
  app: LayoutEntry | null = null;
  layouts: LayoutEntry[] = [];
  skipApp = false;
  /** Whether a 404 page wraps everything. */
  has404 = false;
  nonce: string | null = null;
  /** The default status of a page: on an error page the error's status. */
  status = 200;
  /** The error that a page with status 500 was rendered for; shown in development. */
  failure: unknown = null;
  /** Final changes to every response, including error pages. */
  finishers: ((res: Response) => void)[] = [];
  constructor(readonly snapshot: Snapshot) {}
}

export let internalsOf: <State>(ctx: Context<State>) => ContextInternals;

/** Everything about one request; shared by all its middlewares, handlers and components. */
export class Context<State> {
  readonly url: URL;
  /** The matched pattern, or null if none matched. */
  route: string | null = null;
  params: Record<string, string> = {};
  /** Data that middlewares pass on; every request has its own. */
  readonly state: State = {} as State;
  /** The value that was caught, on an error page; otherwise null. */
  error: unknown | null = null;
  /** Whether the browser requests parts of a page (see "Partials"). */
  readonly isPartial: boolean;
  /** The inner page, for app wrappers and layouts. */
  Component: FunctionComponent = () => null;
  /** Calls the next middleware, or the handler. */
  next: () => Promise<Response> = () =>
    Promise.reject(new Error("There is nothing after this middleware."));

  readonly #internals: ContextInternals;
  static {
    internalsOf = (ctx) => ctx.#internals;
  }

  constructor(
    readonly req: Request,
    readonly info: Deno.ServeHandlerInfo,
    readonly config: ResolvedFreshConfig,
    hidden: ContextInternals,
  ) {
    this.url = urlOf(req, config);
    this.isPartial = this.url.searchParams.has(PARTIAL);
    this.#internals = hidden;
  }

  /**
   * Answers with a redirect. In a path, repeated slashes become one, so that a
   * path taken from the request cannot lead to another host. Browsers read a
   * backslash as a slash and skip tabs, line ends and spaces before a URL (URL
   * Standard, 4.4); so does this.
   */
  redirect(pathOrUrl: string, status = 302): Response {
    const seen = pathOrUrl.replace(/^[\0- ]+|[\t\n\r]/g, "");
    const location = /^[\\/]/.test(seen)
      ? seen.replace(/^[\\/]+/, "/").replace(
        /^[^?#]+/,
        (path) => path.replace(/\/{2,}/g, "/"),
      )
      : seen;
    const headers = { location: this.isPartial ? partial(location) : location };
    return new Response(null, { status, headers });
  }

  /**
   * Renders JSX inside the layouts and the app wrapper, as an HTML response.
   * @throws TypeError without JSX or null
   */
  async render(
    vnode: VNode | null,
    init: ResponseInit = {},
    config: LayoutConfig = {},
  ): Promise<Response> {
    if (arguments.length === 0 || (vnode !== null && !isValidElement(vnode))) {
      throw new TypeError("ctx.render() needs JSX or null.");
    }
    return await answerPage(this, () => vnode, undefined, init, config);
  }

  /** Answers with JSON. */
  json(data: unknown, init?: ResponseInit): Response {
    return Response.json(data, init);
  }

  /** Answers with plain text. */
  text(content: string, init?: ResponseInit): Response {
    return new Response(content, init);
  }

  /** Answers with a string of HTML, unchanged. */
  html(content: string, init?: ResponseInit): Response {
    const headers = new Headers(init?.headers);
    headers.set("content-type", "text/html; charset=utf-8");
    return new Response(content, { ...init, headers });
  }

  /** Answers with a stream of strings or bytes; cancelling it ends the iterator. */
  stream<U extends string | Uint8Array>(
    source:
      | Iterable<U>
      | AsyncIterable<U>
      | (() => Iterable<U> | AsyncIterable<U>),
    init?: ResponseInit,
  ): Response {
    const encoder = new TextEncoder();
    async function* bytes(): AsyncGenerator<Uint8Array> {
      for await (
        const chunk of typeof source === "function" ? source() : source
      ) {
        yield typeof chunk === "string" ? encoder.encode(chunk) : chunk;
      }
    }
    return new Response(ReadableStream.from(bytes()) as BodyInit, init);
  }

  /**
   * Turns the request into a WebSocket: with handlers it returns the Response,
   * without them the raw socket too.
   * @throws HttpError 400 if the request does not ask for a WebSocket
   */
  upgrade(
    handlers: WebSocketHandlers,
    options?: Deno.UpgradeWebSocketOptions,
  ): Response;
  upgrade(
    options?: Deno.UpgradeWebSocketOptions,
  ): { socket: WebSocket; response: Response };
  upgrade(
    first?: WebSocketHandlers | Deno.UpgradeWebSocketOptions,
    options?: Deno.UpgradeWebSocketOptions,
  ): Response | { socket: WebSocket; response: Response } {
    if (!isHandlers(first)) return openSocket(this.req, first);
    const { socket, response } = openSocket(this.req, options);
    listen(socket, first);
    return response;
  }
}

export type FreshContext<State = unknown> = Context<State>;
