import type { FunctionComponent, VNode } from "preact";
import { answerPage, type LayoutEntry } from "./page.ts";
import type { Snapshot } from "./snapshot.ts";
import type { LayoutConfig, ResolvedFreshConfig } from "./types.ts";
import {
  isHandlers,
  listen,
  openSocket,
  type WebSocketHandlers,
} from "./websocket.ts";

/** What the package itself keeps beside a context; no app can reach it. */
export class ContextInternals {
  app: LayoutEntry | null = null;
  layouts: LayoutEntry[] = [];
  skipApp = false;
  /** Whether a page for 404 stands around everything. */
  has404 = false;
  nonce: string | null = null;
  /** What a page with status 500 was made for; shown while developing. */
  failure: unknown = null;
  /** Last changes to whatever answer leaves, also to an error page. */
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
  /** Whether the browser asks for parts of a page (see "Partials"). */
  readonly isPartial: boolean;
  /** The inner page, for app wrappers and layouts. */
  Component: FunctionComponent = () => null;
  /** Call the next middleware, or the handler. */
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
    this.url = new URL(req.url);
    this.isPartial = this.url.searchParams.has("fresh-partial");
    this.#internals = hidden;
  }

  /**
   * Answer with a redirect. A path that begins with several slashes is cut to one, so that a path taken from the
   * request cannot lead to another host.
   */
  redirect(pathOrUrl: string, status = 302): Response {
    const location = pathOrUrl.replace(/^[\\/]{2,}/, "/");
    return new Response(null, { status, headers: { location } });
  }

  /** Render JSX inside the layouts and the app wrapper, as an HTML answer. */
  render(
    vnode: VNode | null,
    init: ResponseInit = {},
    config: LayoutConfig = {},
  ): Promise<Response> {
    return answerPage(this, () => vnode, undefined, init, config);
  }

  /** Answer with JSON. */
  json(data: unknown, init?: ResponseInit): Response {
    return Response.json(data, init);
  }

  /** Answer with plain text. */
  text(content: string, init?: ResponseInit): Response {
    return new Response(content, init);
  }

  /** Answer with a string of HTML, as it is. */
  html(content: string, init?: ResponseInit): Response {
    const headers = new Headers(init?.headers);
    headers.set("content-type", "text/html; charset=utf-8");
    return new Response(content, { ...init, headers });
  }

  /** Answer with a stream of strings or bytes; cancelling it ends the iterator. */
  stream<U extends string | Uint8Array>(
    source:
      | Iterable<U>
      | AsyncIterable<U>
      | (() => Iterable<U> | AsyncIterable<U>),
    init?: ResponseInit,
  ): Response {
    const encoder = new TextEncoder();
    const chunks = typeof source === "function" ? source() : source;
    const encode = new TransformStream<U, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        controller.enqueue(
          typeof chunk === "string"
            ? encoder.encode(chunk)
            : chunk as Uint8Array<ArrayBuffer>,
        );
      },
    });
    return new Response(
      ReadableStream.from(chunks as AsyncIterable<U>).pipeThrough(encode),
      init,
    );
  }

  /**
   * Turn the request into a WebSocket: with handlers it gives the Response to return, without them the raw socket too.
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
    if (!isHandlers(first)) {
      return openSocket(
        this.req,
        first as Deno.UpgradeWebSocketOptions | undefined,
      );
    }
    const { socket, response } = openSocket(this.req, options);
    listen(socket, first as WebSocketHandlers);
    return response;
  }
}

export type FreshContext<State = unknown> = Context<State>;
