import type { Callbacks } from "./callbacks.ts";
import { Cluster } from "./cluster.ts";
import {
  Connection,
  type ConnectionHandlers,
  type Socket,
} from "./connection.ts";
import { Conversation, type IceServer } from "./conversation.ts";
import { Hall } from "./hall.ts";
import type { RoomsLimits } from "./limits.ts";
import { type End, Line } from "./line.ts";
import { leave, lose } from "./members.ts";
import type { RoomsNetwork } from "./network.ts";
import { present, type Room } from "./room.ts";
import { Peers } from "./peers.ts";
import type { Keeper } from "./store.ts";
import type { RoomsCredentials } from "./token.ts";

export interface RoomsStats {
  /** In progress, and the people in them. */
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
  keeper: Keeper | null;
  callbacks: Callbacks;
  /** Only with a store: who takes over a room needs to know it. */
  network: RoomsNetwork | null;
}

const TICK_MS = 500;

/** The signalling endpoint: sockets, what clients say on them, and the clockwork. */
export class RoomsServer implements ConnectionHandlers {
  readonly hall: Hall;
  /** Settles when stored rooms are back. */
  readonly ready: Promise<void>;
  readonly cluster: Cluster | null;
  readonly #conversation: Conversation;
  readonly #connections = new Set<Connection>();
  readonly #lines = new Set<Line>();
  readonly #peers: Peers;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closing = false;

  constructor(private readonly parts: ServerParts) {
    this.#peers = new Peers(parts.limits.socketsPerPeer);
    this.hall = new Hall({
      accountSid: parts.credentials.accountSid,
      clock: parts.clock,
      mostRooms: parts.limits.rooms,
      callbacks: parts.callbacks,
      keeper: parts.keeper,
    });
    this.#conversation = new Conversation(this.hall, parts);
    const { network, keeper } = parts;
    this.cluster = network && keeper &&
      new Cluster(this, network, keeper, parts);
    this.ready = this.cluster
      ? this.cluster.start()
      : keeper
      ? this.#restore(keeper)
      : Promise.resolve();
  }

  /** @param peer the address that the socket comes from; without it no address is limited */
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
    const free = this.#peers.enter(peer);
    if (free === null) {
      this.log("rooms.refused", { reason: "too many sockets of one address" });
      return new Response(
        "There are too many open calls from this address. Try again in a minute.\n",
        { status: 429, headers: { "retry-after": "60" } },
      );
    }
    const { socket, response } = upgrade(req, free);
    const end = this.cluster
      ? this.#line(socket, this.cluster)
      : this.connect(socket);
    socket.onmessage = ({ data }) => end.receive(data);
    socket.onclose = () => {
      free();
      end.gone();
    };
    // An error is always followed by a close.
    socket.onerror = () => {};
    return response;
  }

  /** Speaks with a client through its socket, here or in another process. */
  connect(socket: Socket): End {
    const connection = new Connection(
      socket,
      this,
      this.parts.limits,
      performance.now(),
    );
    this.#connections.add(connection);
    this.wake();
    if (this.#closing) connection.lose(1001, "restart");
    return {
      receive: (data) => connection.receive(data, performance.now()),
      gone: () => {
        this.#connections.delete(connection);
        connection.lose();
      },
    };
  }

  /** The owner of the room is asked for before anything is answered. */
  #line(socket: Socket, cluster: Cluster): End {
    const line = new Line(
      socket,
      this.parts.limits,
      performance.now(),
      (token) => cluster.endFor(socket, token),
    );
    this.#lines.add(line);
    this.wake();
    return {
      receive: (data) => line.receive(data),
      gone: () => {
        this.#lines.delete(line);
        line.gone();
      },
    };
  }

  async message(connection: Connection, body: unknown): Promise<void> {
    await this.ready;
    await this.#conversation.take(connection, body);
  }

  lost(connection: Connection, final: boolean): void {
    const seat = this.hall.rise(connection);
    if (!seat) return;
    const { room, participant } = seat;
    const now = this.hall.now();
    this.hall.change(room, (changes) => {
      if (final) leave(changes, participant, now);
      else lose(changes, participant, now + this.parts.sessionTimeout * 1000);
    });
  }

  log(event: string, fields: Record<string, unknown>): void {
    this.parts.log(event, fields);
  }

  stats(): RoomsStats {
    return { ...this.hall.registry.count(), sockets: this.#sockets };
  }

  /** Open here; with a network some of them speak with another process. */
  get #sockets(): number {
    return this.cluster ? this.#lines.size : this.#connections.size;
  }

  /** Starts the clockwork, which runs only while there is something to watch. */
  wake(): void {
    if (this.#closing) return;
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS);
  }

  async close(): Promise<void> {
    this.#closing = true;
    clearInterval(this.#timer);
    this.#timer = undefined;
    await this.ready;
    // 1001 "going away": the SDK reconnects, to the process that comes next.
    for (const connection of this.#connections) {
      connection.lose(1001, "restart");
    }
    // They are told of the loss in a microtask, and that is stored as well.
    await Promise.resolve();
    await this.parts.keeper?.flush();
    await this.cluster?.close();
    await this.parts.callbacks.close(1000);
  }

  #tick(): void {
    const now = performance.now();
    for (const connection of this.#connections) connection.check(now);
    for (const line of this.#lines) line.check(now);
    this.hall.sweep();
    const { rooms, sockets } = this.stats();
    if (rooms > 0 || sockets > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  async #restore(keeper: Keeper): Promise<void> {
    try {
      for (const room of await keeper.load()) this.adopt(room);
    } catch (error) {
      // Old calls are lost, new ones need not be.
      this.log("rooms.restore_failed", { error: String(error) });
    }
  }

  /** Others own our rooms now: their clients must ask again where they belong. */
  abandon(): void {
    this.hall.abandon();
    for (const connection of this.#connections) connection.lose(1001, "moved");
  }

  /**
   * Takes a stored room, of this process before its restart or of another that is gone: everybody
   * in it is without a socket, and has the usual time to come back.
   */
  adopt(room: Room): void {
    if (this.hall.registry.find(room.sid)) return;
    for (const participant of present(room)) {
      participant.state = "reconnecting";
      participant.reconnectBy = this.hall.now() +
        this.parts.sessionTimeout * 1000;
    }
    this.hall.registry.add(room);
    this.wake();
  }
}

/** @throws TypeError for a handshake that is none; its place is free again then */
function upgrade(req: Request, free: () => void): Deno.WebSocketUpgrade {
  try {
    return Deno.upgradeWebSocket(req);
  } catch (error) {
    free();
    throw error;
  }
}
