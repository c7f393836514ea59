import type { Callbacks } from "./callbacks.ts";
import { Cluster } from "./cluster.ts";
import {
  Connection,
  type ConnectionHandlers,
  type Socket,
} from "./connection.ts";
import { RoomError } from "./errors.ts";
import { Hall } from "./hall.ts";
import type { RoomsLimits } from "./limits.ts";
import { type End, Line } from "./line.ts";
import {
  claim,
  join,
  leave,
  liveLinks,
  lose,
  picture,
  regain,
} from "./members.ts";
import { type ClientMessage, readMessage } from "./messages.ts";
import { negotiate } from "./negotiation.ts";
import type { RoomsNetwork } from "./network.ts";
import { present, type Room } from "./room.ts";
import type { Keeper } from "./store.ts";
import { type Admission, type RoomsCredentials, verifyToken } from "./token.ts";

/** As in RTCConfiguration.iceServers. */
export interface IceServer {
  urls: string | readonly string[];
  username?: string;
  credential?: string;
}

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
  sessionTimeout: number;
  keeper: Keeper | null;
  callbacks: Callbacks;
  /** Only with a store: who takes over a room needs to know it. */
  network: RoomsNetwork | null;
}

type Message<T extends ClientMessage["type"]> = Extract<
  ClientMessage,
  { type: T }
>;

const TICK_MS = 500;

/** The signalling endpoint: sockets, what clients say on them, and the clockwork. */
export class RoomsServer implements ConnectionHandlers {
  readonly hall: Hall;
  /** Settles when stored rooms are back. */
  readonly ready: Promise<void>;
  readonly cluster: Cluster | null;
  readonly #connections = new Set<Connection>();
  readonly #lines = new Set<Line>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closing = false;

  constructor(private readonly parts: ServerParts) {
    this.hall = new Hall({
      accountSid: parts.credentials.accountSid,
      clock: parts.clock,
      mostRooms: parts.limits.rooms,
      callbacks: parts.callbacks,
      keeper: parts.keeper,
    });
    const { network, keeper } = parts;
    this.cluster = network && keeper &&
      new Cluster(this, network, keeper, parts);
    this.ready = this.cluster
      ? this.cluster.start()
      : keeper
      ? this.#restore(keeper)
      : Promise.resolve();
  }

  accept(req: Request): Response {
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
    const { socket, response } = Deno.upgradeWebSocket(req);
    const end = this.cluster
      ? this.#line(socket, this.cluster)
      : this.connect(socket);
    socket.onmessage = ({ data }) => end.receive(data);
    socket.onclose = () => end.gone();
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
    const message = readMessage(body);
    if (!message) throw new RoomError(53004);
    switch (message.type) {
      case "ice":
        return await this.#ice(connection, message);
      case "connect":
        return await this.#connect(connection, message);
      case "sync":
        return await this.#sync(connection, message);
      case "update":
        return this.#update(connection, message);
      case "disconnect":
        return this.#disconnect(connection, message);
    }
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

  async #ice(connection: Connection, message: Message<"ice">): Promise<void> {
    const { identity } = await this.#admit(message.token);
    connection.send({
      type: "iced",
      version: 1,
      ice_servers: this.parts.iceServers(identity),
    });
  }

  async #connect(
    connection: Connection,
    message: Message<"connect">,
  ): Promise<void> {
    const admission = await this.#admit(message.token);
    if (this.hall.isSeated(connection)) throw new RoomError(53004);
    const room = this.hall.registry.find(admission.room);
    if (!room || room.status !== "in-progress") throw new RoomError(53106);
    if (message.name !== null && !names(room, message.name)) {
      throw new RoomError(20106);
    }

    this.hall.change(room, (changes) => {
      const { identity } = admission;
      const { newcomer, links } = join(
        changes,
        identity,
        message,
        this.hall.now(),
      );
      this.hall.seat(connection, { room, participant: newcomer });
      connection.send(picture("connected", room, newcomer, links, this.parts));
    }, connection);
  }

  async #sync(connection: Connection, message: Message<"sync">): Promise<void> {
    const admission = await this.#admit(message.token);
    const known = this.hall.registry.session(message.session);
    if (!known) throw new RoomError(53204);
    const { room, participant } = known;
    const own = participant.identity === admission.identity &&
      names(room, admission.room);
    if (!own) throw new RoomError(53204);
    if (room.status === "completed") {
      return connection.end({
        type: "disconnected",
        version: 2,
        status: "completed",
      });
    }
    if (participant.state === "disconnected") throw new RoomError(53204);

    this.hall.change(room, (changes) => {
      this.hall.seat(connection, known);
      regain(changes, participant, message);
      const links = liveLinks(room, participant);
      connection.send(picture("synced", room, participant, links, this.parts));
    }, connection);
  }

  #update(connection: Connection, message: Message<"update">): void {
    const { room, participant } = this.hall.seatOf(connection, message.session);
    this.hall.change(room, (changes) => {
      if (claim(changes, participant, message.participant)) {
        changes.announce(participant);
      }
      negotiate(changes, participant, message.peerConnections);
    });
  }

  #disconnect(connection: Connection, message: Message<"disconnect">): void {
    const { room, participant } = this.hall.seatOf(connection, message.session);
    this.hall.rise(connection);
    this.hall.change(
      room,
      (changes) => leave(changes, participant, this.hall.now()),
    );
  }

  #admit(token: unknown): Promise<Admission> {
    return verifyToken(token, this.parts.credentials, this.hall.now());
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

function names(room: Room, nameOrSid: string): boolean {
  return room.uniqueName === nameOrSid || room.sid === nameOrSid;
}
