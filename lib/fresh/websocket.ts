import { HttpError } from "./error.ts";

/** The handlers of a socket that `ctx.upgrade(handlers)` or `app.ws()` opened. */
export interface WebSocketHandlers {
  open?(socket: WebSocket): void;
  message?(socket: WebSocket, event: MessageEvent): void;
  close?(socket: WebSocket, code: number, reason: string): void;
  error?(socket: WebSocket, event: Event): void;
}

export type WebSocketUpgradeOptions = Pick<
  Deno.UpgradeWebSocketOptions,
  "idleTimeout" | "protocol"
>;

const EVENTS = ["open", "message", "close", "error"] as const;

export function isHandlers(
  value: WebSocketHandlers | Deno.UpgradeWebSocketOptions | undefined,
): value is WebSocketHandlers {
  const own = value as WebSocketHandlers | undefined;
  return EVENTS.some((name) => typeof own?.[name] === "function");
}

/**
 * Turns a request into a WebSocket.
 * @throws HttpError 400 if the request does not ask for one
 */
export function openSocket(
  req: Request,
  options?: Deno.UpgradeWebSocketOptions,
): Deno.WebSocketUpgrade {
  if (req.headers.get("upgrade")?.toLowerCase() !== "websocket") {
    throw new HttpError(400, "Expected a WebSocket upgrade request");
  }
  return Deno.upgradeWebSocket(req, options ?? {});
}

export function listen(socket: WebSocket, handlers: WebSocketHandlers): void {
  socket.onopen = () => handlers.open?.(socket);
  socket.onmessage = (event) => handlers.message?.(socket, event);
  socket.onclose = (event) =>
    handlers.close?.(socket, event.code, event.reason);
  socket.onerror = (event) => handlers.error?.(socket, event);
}
