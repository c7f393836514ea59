import type { Socket } from "./connection.ts";
import type { End } from "./line.ts";
import type { NetworkMessage, RoomsNetwork } from "./network.ts";

export interface RelayHandlers {
  /** A socket of another process has come; frames for it go to the end that is returned. */
  open(socket: Socket): End;
  /** A request of another process for a room of ours. */
  answer(request: unknown): Promise<unknown>;
}

const REPLY_WITHIN_MS = 5000;

/** Both sides of passing sockets on: those that we hold for others, and those held for us. */
export class Relay {
  /** Our sockets whose room another process owns. */
  readonly #lent = new Map<string, { socket: Socket; owner: string }>();
  /** Sockets of other processes whose room is ours. */
  readonly #guests = new Map<
    string,
    { end: End; from: string; socket: GuestSocket }
  >();
  readonly #asked = new Map<string, (response: unknown) => void>();

  constructor(
    private readonly network: RoomsNetwork,
    private readonly handlers: RelayHandlers,
  ) {}

  start(lapsed: () => void): Promise<void> {
    return this.network.start({
      message: (from, message) => this.#receive(from, message),
      lapsed,
    });
  }

  /** Passes a socket of ours on to the owner of its room. */
  lend(socket: Socket, owner: string): End {
    const id = crypto.randomUUID();
    this.#lent.set(id, { socket, owner });
    this.network.post(owner, { type: "open", socket: id });
    return {
      receive: (data) => {
        // A binary frame is no frame of the protocol: the owner shall say so in its words.
        const text = typeof data === "string" ? data : "";
        this.network.post(owner, { type: "up", socket: id, data: text });
      },
      gone: () => {
        if (this.#lent.delete(id)) {
          this.network.post(owner, { type: "gone", socket: id });
        }
      },
    };
  }

  /** Asks the owner of a room. @returns null when it does not answer in time */
  async ask(owner: string, request: unknown): Promise<unknown> {
    const id = crypto.randomUUID();
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      return await new Promise((done) => {
        timer = setTimeout(() => done(null), REPLY_WITHIN_MS);
        this.#asked.set(id, done);
        this.network.post(owner, { type: "ask", id, request });
      });
    } finally {
      clearTimeout(timer);
      this.#asked.delete(id);
    }
  }

  /** Cuts what hangs on processes that have died: clients come back and find the new owner. */
  async check(): Promise<void> {
    const processes = new Set([
      ...[...this.#lent.values()].map(({ owner }) => owner),
      ...[...this.#guests.values()].map(({ from }) => from),
    ]);
    for (const process of processes) {
      if (!await this.network.alive(process)) this.#forget(process);
    }
  }

  #forget(process: string): void {
    for (const [id, { socket, owner }] of [...this.#lent]) {
      if (owner !== process) continue;
      this.#lent.delete(id);
      socket.close(1001, "owner gone");
    }
    for (const [id, { end, from, socket }] of [...this.#guests]) {
      if (from !== process) continue;
      this.#guests.delete(id);
      socket.readyState = CLOSED;
      end.gone();
    }
  }

  #receive(from: string, message: NetworkMessage): void {
    switch (message.type) {
      case "open": {
        const id = message.socket;
        const socket = new GuestSocket(
          (data) => this.network.post(from, { type: "down", socket: id, data }),
          (code, reason) => {
            this.#guests.delete(id);
            this.network.post(from, { type: "shut", socket: id, code, reason });
          },
        );
        this.#guests.set(id, { end: this.handlers.open(socket), from, socket });
        return;
      }
      case "up":
        return this.#guest(from, message.socket)?.end.receive(message.data);
      case "gone": {
        const guest = this.#guest(from, message.socket);
        if (!guest) return;
        this.#guests.delete(message.socket);
        guest.socket.readyState = CLOSED;
        return guest.end.gone();
      }
      case "down":
        return send(this.#lent.get(message.socket)?.socket, message.data);
      case "shut":
        this.#lent.get(message.socket)?.socket.close(
          message.code,
          message.reason,
        );
        this.#lent.delete(message.socket);
        return;
      case "ask":
        this.handlers.answer(message.request).then(
          (response) =>
            this.network.post(from, {
              type: "reply",
              id: message.id,
              response,
            }),
          () => {},
        );
        return;
      case "reply":
        this.#asked.get(message.id)?.(message.response);
    }
  }

  #guest(from: string, id: string) {
    const guest = this.#guests.get(id);
    return guest?.from === from ? guest : undefined;
  }
}

const OPEN = 1;
const CLOSED = 3;
/** Beyond this, a reader is too slow, and its socket is cut where it is. */
const BUFFERED_MOST = 4 * 1024 * 1024;

function send(socket: Socket | undefined, data: string): void {
  if (socket?.readyState !== OPEN) return;
  if (socket.bufferedAmount > BUFFERED_MOST) return socket.close(1013, "slow");
  socket.send(data);
}

/** What the owner of a room has in place of the socket in another process. */
class GuestSocket implements Socket {
  readyState = OPEN;
  readonly bufferedAmount = 0;

  constructor(
    private readonly pass: (data: string) => void,
    private readonly shut: (code: number, reason: string) => void,
  ) {}

  send(data: string): void {
    this.pass(data);
  }

  close(code = 1000, reason = ""): void {
    if (this.readyState === CLOSED) return;
    this.readyState = CLOSED;
    this.shut(code, reason);
  }
}
