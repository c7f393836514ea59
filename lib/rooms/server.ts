import { describeError } from "./describe_error.ts";
import type { Callbacks } from "./rest/callbacks.ts";
import {
  Connection,
  type ConnectionHandlers,
  type Socket,
} from "./signaling/connection.ts";
import { type IceServer, Signaling } from "./signaling/signaling.ts";
import { RoomService } from "./room_service.ts";
import type { RoomsLimits } from "./limits.ts";
import { leave, lose } from "./members.ts";
import { present, type Room } from "./room.ts";
import { ConnectionLimiter } from "./signaling/connection_limiter.ts";
import type { RoomPersistence } from "./store.ts";
import type { RoomsCredentials } from "./token.ts";

export interface RoomsStats {
  /** Rooms in progress, and their participants. */
  rooms: number;
  participants: number;
  sockets: number;
}

export interface ServerParts {
  credentials: RoomsCredentials;
  clock: { now(): number };
  limits: RoomsLimits;
  log: (event: string, fields: Record<string, unknown>) => void;
  iceServers: (identity: string) => IceServer[];
  offersFirst: (identity: string) => boolean;
  sessionTimeout: number;
  persistence: RoomPersistence | null;
  callbacks: Callbacks;
}

const TICK_MS = 500;

/** The signalling endpoint: sockets, the messages on them, and the timers. */
export class RoomsServer implements ConnectionHandlers {
  readonly roomService: RoomService;
  /** Resolves when stored rooms are restored. */
  readonly ready: Promise<void>;
  readonly #signaling: Signaling;
  readonly #connections = new Set<Connection>();
  readonly #limiter: ConnectionLimiter;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closing = false;

  constructor(private readonly parts: ServerParts) {
    this.#limiter = new ConnectionLimiter(parts.limits.socketsPerAddress);
    this.roomService = new RoomService({
      accountSid: parts.credentials.accountSid,
      clock: parts.clock,
      mostRooms: parts.limits.rooms,
      callbacks: parts.callbacks,
      persistence: parts.persistence,
    });
    this.#signaling = new Signaling(this.roomService, parts);
    this.ready = parts.persistence
      ? this.#restore(parts.persistence)
      : Promise.resolve();
  }

  /** @param peer the network that the socket comes from, one name for each customer; without it no limit per peer applies */
  accept(req: Request, peer: string | null = null): Response {
    if (req.headers.get("upgrade")?.toLowerCase() !== "websocket") {
      return new Response("This address speaks WebSocket.\n", {
        status: 426,
        headers: { upgrade: "websocket", connection: "upgrade" },
      });
    }
    if (this.#closing || this.#sockets >= this.parts.limits.sockets) {
      return new Response("Try again.\n", {
        status: 503,
        headers: { "retry-after": "1" },
      });
    }
    const free = this.#limiter.enter(peer);
    if (free === null) {
      this.log("rooms.refused", { reason: "too many sockets of one address" });
      return new Response(
        "There are too many open calls from this address. Try again in a minute.\n",
        { status: 429, headers: { "retry-after": "60" } },
      );
    }
    const { socket, response } = upgrade(req, free);
    const connection = this.#connect(socket);
    socket.onmessage = ({ data }) =>
      connection.receive(data, performance.now());
    socket.onclose = () => {
      free();
      this.#connections.delete(connection);
      connection.lose();
    };
    // An error is always followed by `close`.
    socket.onerror = () => {};
    return response;
  }

  #connect(socket: Socket): Connection {
    const connection = new Connection(socket, this, {
      limits: this.parts.limits,
      now: performance.now(),
    });
    this.#connections.add(connection);
    this.wake();
    if (this.#closing) connection.lose(1001, "restart");
    return connection;
  }

  async message(connection: Connection, body: unknown): Promise<void> {
    await this.ready;
    await this.#signaling.take(connection, body);
  }

  lost(connection: Connection, final: boolean): void {
    const membership = this.roomService.detach(connection);
    if (!membership) return;
    const { room, participant } = membership;
    const now = this.roomService.now();
    this.roomService.change(room, (changes) => {
      if (final) return leave(changes, participant, { now });
      const reconnectBy = now + this.parts.sessionTimeout * 1000;
      lose(changes, participant, { reconnectBy });
    });
  }

  log(event: string, fields: Record<string, unknown>): void {
    this.parts.log(event, fields);
  }

  stats(): RoomsStats {
    return { ...this.roomService.registry.count(), sockets: this.#sockets };
  }

  get #sockets(): number {
    return this.#connections.size;
  }

  /** Starts the timers, which run only while there is something to watch. */
  wake(): void {
    if (this.#closing) return;
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS);
  }

  async close(): Promise<void> {
    this.#closing = true;
    clearInterval(this.#timer);
    this.#timer = undefined;
    await this.ready;
    // 1001 "going away": the SDK reconnects, to the next process.
    for (const connection of this.#connections) {
      connection.lose(1001, "restart");
    }
    // The loss is handled in a microtask, and is stored as well.
    await Promise.resolve();
    await this.parts.persistence?.flush();
    await this.parts.callbacks.close(1000);
  }

  #tick(): void {
    const now = performance.now();
    for (const connection of this.#connections) connection.check(now);
    this.roomService.sweep();
    const { rooms, sockets } = this.stats();
    if (rooms > 0 || sockets > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  async #restore(persistence: RoomPersistence): Promise<void> {
    try {
      for (const room of await persistence.load()) this.#adopt(room);
    } catch (error) {
      // Running calls are lost, but new ones must work.
      this.log("rooms.restore_failed", { error: describeError(error) });
    }
  }

  /**
   * Takes over a stored room of this process before its restart. Every
   * participant is without a socket and has the
   * usual time to reconnect.
   */
  #adopt(room: Room): void {
    for (const participant of present(room)) {
      participant.state = "reconnecting";
      participant.reconnectBy = this.roomService.now() +
        this.parts.sessionTimeout * 1000;
    }
    this.roomService.registry.add(room);
    this.wake();
  }
}

/** @throws TypeError for an invalid handshake; its place is free again then */
function upgrade(req: Request, free: () => void): Deno.WebSocketUpgrade {
  try {
    return Deno.upgradeWebSocket(req);
  } catch (error) {
    free();
    throw error;
  }
}
