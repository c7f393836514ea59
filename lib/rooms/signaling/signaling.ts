import type { Connection } from "./connection.ts";
import { RoomError } from "../errors.ts";
import type { RoomService } from "../room_service.ts";
import { claim, join, leave, regain } from "../members.ts";
import { openPeerConnections, roomState } from "../room_state.ts";
import { type ClientMessage, readMessage } from "./messages.ts";
import { negotiate } from "./negotiation.ts";
import type { Room } from "../room.ts";
import {
  type Admission,
  type RoomsCredentials,
  verifyToken,
} from "../token.ts";

/** As in RTCConfiguration.iceServers. */
export interface IceServer {
  urls: string | readonly string[];
  username?: string;
  credential?: string;
}

export interface SignalingParts {
  credentials: RoomsCredentials;
  iceServers: (identity: string) => IceServer[];
  /** Whether others wait for this identity's video. */
  offersFirst: (identity: string) => boolean;
  /** Seconds that a client may be without its socket; the SDK tries to reconnect for the same time. */
  sessionTimeout: number;
}

type Message<T extends ClientMessage["type"]> = Extract<
  ClientMessage,
  { type: T }
>;

/** The clients' messages and the replies to them. Each refusal is a RoomError. */
export class Signaling {
  constructor(
    private readonly roomService: RoomService,
    private readonly parts: SignalingParts,
  ) {}

  /** @throws RoomError, which ends the connection with its code */
  async take(connection: Connection, body: unknown): Promise<void> {
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
    if (this.roomService.isAttached(connection)) throw new RoomError(53004);
    const room = this.roomService.registry.find(admission.room);
    if (!room || room.status !== "in-progress") throw new RoomError(53106);
    if (message.name !== null && !names(room, message.name)) {
      throw new RoomError(20106);
    }

    this.roomService.change(room, (changes) => {
      const { identity } = admission;
      const { newcomer, links } = join(changes, identity, {
        message,
        now: this.roomService.now(),
        offersFirst: this.parts.offersFirst,
      });
      this.roomService.attach(connection, { room, participant: newcomer });
      connection.send(
        roomState(room, newcomer, {
          type: "connected",
          connections: links,
          sessionTimeout: this.parts.sessionTimeout,
        }),
      );
    }, { except: connection });
  }

  async #sync(connection: Connection, message: Message<"sync">): Promise<void> {
    const admission = await this.#admit(message.token);
    const known = this.roomService.registry.session(message.session);
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

    this.roomService.change(room, (changes) => {
      this.roomService.attach(connection, known);
      regain(changes, participant, message);
      connection.send(
        roomState(room, participant, {
          type: "synced",
          connections: openPeerConnections(room, participant),
          sessionTimeout: this.parts.sessionTimeout,
        }),
      );
    }, { except: connection });
  }

  #update(connection: Connection, message: Message<"update">): void {
    const { room, participant } = this.roomService.membershipOf(
      connection,
      message.session,
    );
    this.roomService.change(room, (changes) => {
      if (claim(changes, participant, message)) {
        changes.announce(participant);
      }
      negotiate(changes, participant, message);
    });
  }

  #disconnect(connection: Connection, message: Message<"disconnect">): void {
    const { room, participant } = this.roomService.membershipOf(
      connection,
      message.session,
    );
    this.roomService.detach(connection);
    this.roomService.change(
      room,
      (changes) => leave(changes, participant, { now: this.roomService.now() }),
    );
  }

  #admit(token: unknown): Promise<Admission> {
    return verifyToken(token, this.parts.credentials, {
      now: this.roomService.now(),
    });
  }
}

function names(room: Room, nameOrSid: string): boolean {
  return room.uniqueName === nameOrSid || room.sid === nameOrSid;
}
