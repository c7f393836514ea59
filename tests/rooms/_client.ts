import { PATIENCE } from "@/tests/_support/patience.ts";
import { mintAccessToken } from "@/lib/adapters/twilio/access_token.ts";
import {
  createEmbeddedRooms,
  type EmbeddedRooms,
  type EmbeddedRoomsOptions,
} from "@/lib/rooms/mod.ts";
import { credentials } from "./_support.ts";

type Body = Record<string, unknown>;

/** A signalling client without a browser: sends what it is given, and records what it receives. */
export class Client {
  readonly bodies: Body[] = [];
  readonly frames: Body[] = [];
  closed: { code: number } | null = null;
  #wake: () => void = () => {};

  constructor(readonly socket: WebSocket) {
    socket.onmessage = ({ data }) => {
      const frame = JSON.parse(data);
      this.frames.push(frame);
      if (frame.type === "msg") this.bodies.push(frame.body);
      this.#wake();
    };
    socket.onclose = ({ code }) => {
      this.closed = { code };
      this.#wake();
    };
    socket.onerror = () => {};
  }

  raw(data: string | Uint8Array<ArrayBuffer>): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(data);
  }

  hello(body?: Body): void {
    this.raw(
      JSON.stringify({
        type: "hello",
        id: "1",
        timeout: 5000,
        version: 2,
        body,
      }),
    );
  }

  say(body: Body): void {
    this.raw(JSON.stringify({ type: "msg", body }));
  }

  /** The next unread body of this type. */
  async next(type: string): Promise<Body> {
    return await this.#until(() => {
      const index = this.bodies.findIndex((body) => body["type"] === type);
      return index < 0 ? null : this.bodies.splice(index, 1)[0]!;
    }, `no "${type}"`);
  }

  async frame(type: string): Promise<Body> {
    return await this.#until(
      () => this.frames.find((frame) => frame["type"] === type) ?? null,
      `no frame "${type}"`,
    );
  }

  /** The code of the refusal that ended this connection. */
  async refusal(): Promise<unknown> {
    return (await this.next("error"))["code"];
  }

  async end(): Promise<{ code: number }> {
    return await this.#until(() => this.closed, "still open");
  }

  async #until<T>(find: () => T | null, failure: string): Promise<T> {
    const late = performance.now() + PATIENCE;
    for (;;) {
      const found = find();
      if (found !== null) return found;
      const left = late - performance.now();
      if (left <= 0) {
        throw new Error(`${failure}; heard ${JSON.stringify(this.frames)}`);
      }
      await new Promise<void>((done) => {
        const timer = setTimeout(done, left);
        this.#wake = () => {
          clearTimeout(timer);
          done();
        };
      });
    }
  }
}

export interface Endpoint {
  rooms: EmbeddedRooms;
  /** The server's log, as text. */
  logged: string[];
  /** Creates a room through the REST API. */
  room(name: string, settings?: Body): Promise<string>;
  token(identity: string, room: string): Promise<string>;
  open(): Promise<Client>;
  /**
   * Opens, sends hello and connects; returns the client, its `connected`
   * message and its connect body.
   */
  join(
    identity: string,
    room: string,
    link?: string,
  ): Promise<{ client: Client; connected: Body }>;
  url: string;
}

/** Runs a test against the endpoint on a real socket. */
export async function withEndpoint(
  body: (endpoint: Endpoint) => Promise<void>,
  options: Partial<EmbeddedRoomsOptions> = {},
): Promise<void> {
  const logged: string[] = [];
  const rooms = createEmbeddedRooms({
    credentials,
    clock: { now: () => Date.now() },
    log: (event, fields) => logged.push(`${event} ${JSON.stringify(fields)}`),
    ...options,
  });
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    (req) => rooms.accept(req),
  );
  const url = `ws://127.0.0.1:${server.addr.port}/rooms`;
  const clients: Client[] = [];
  const endpoint: Endpoint = {
    rooms,
    logged,
    url,
    async room(name, settings = {}) {
      const { body } = await rooms.rest({
        method: "POST",
        uri: "https://video.twilio.com/v1/Rooms",
        username: credentials.accountSid,
        password: credentials.authToken,
        data: { UniqueName: name, ...settings },
      });
      return JSON.parse(body).sid;
    },
    token: (identity, room) =>
      mintAccessToken({
        credentials,
        identity,
        room,
        now: Date.now(),
        ttlSeconds: 600,
      }),
    async open() {
      const socket = new WebSocket(url);
      const client = new Client(socket);
      clients.push(client);
      await new Promise<void>((done, fail) => {
        socket.addEventListener("open", () => done());
        socket.addEventListener("error", () => fail(new Error("not opened")));
      });
      return client;
    },
    async join(identity, room, link = crypto.randomUUID()) {
      const client = await endpoint.open();
      client.hello(connectBody(await endpoint.token(identity, room), link));
      return { client, connected: await client.next("connected") };
    },
  };
  try {
    await body(endpoint);
  } finally {
    await rooms.close();
    for (const client of clients) {
      client.socket.close();
      await client.end();
    }
    await server.shutdown();
  }
}

/** The SDK's connect message, with one audio track and one PeerConnection. */
export function connectBody(token: string, link: string): Body {
  return {
    type: "connect",
    version: 2,
    name: null,
    token,
    subscribe: { rules: [{ type: "include", all: true }], revision: 1 },
    participant: participant(1, ["audio"]),
    peer_connections: [{ id: link, description: offer(1) }],
  };
}

export function participant(
  revision: number,
  ids: string[],
  enabled = true,
): Body {
  const tracks = ids.map((id) => ({
    id,
    name: id,
    kind: "audio",
    enabled,
    priority: "standard",
  }));
  return { revision, tracks };
}

export const offer = (revision: number, sdp = "v=0 offer") => ({
  type: "offer",
  revision,
  sdp,
});
export const answer = (revision: number, sdp = "v=0 answer") => ({
  type: "answer",
  revision,
  sdp,
});
