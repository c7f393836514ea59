import type { Connection } from "./connection.ts";
import { RoomError } from "./errors.ts";
import type { Hall } from "./hall.ts";
import { claim, join, leave, liveLinks, picture, regain } from "./members.ts";
import { type ClientMessage, readMessage } from "./messages.ts";
import { negotiate } from "./negotiation.ts";
import type { Room } from "./room.ts";
import { type Admission, type RoomsCredentials, verifyToken } from "./token.ts";

/** As in RTCConfiguration.iceServers. */
export interface IceServer {
  urls: string | readonly string[];
  username?: string;
  credential?: string;
}

export interface ConversationParts {
  credentials: RoomsCredentials;
  iceServers: (identity: string) => IceServer[];
  /** Whose picture others wait for. */
  offersFirst: (identity: string) => boolean;
  /** Seconds that a client may be without its socket; the SDK tries to come back as long. */
  sessionTimeout: number;
}

type Message<T extends ClientMessage["type"]> = Extract<
  ClientMessage,
  { type: T }
>;

/** What clients say on their sockets, and what is answered. Each refusal is a RoomError. */
export class Conversation {
  constructor(
    private readonly hall: Hall,
    private readonly parts: ConversationParts,
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
        this.parts,
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
}

function names(room: Room, nameOrSid: string): boolean {
  return room.uniqueName === nameOrSid || room.sid === nameOrSid;
}
