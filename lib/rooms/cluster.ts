import type { Socket } from "./connection.ts";
import type { RoomsLimits } from "./limits.ts";
import type { End } from "./line.ts";
import type { RoomsNetwork } from "./network.ts";
import { Relay } from "./relay.ts";
import {
  isAuthentic,
  rest,
  type RestRequest,
  type RestResponse,
  roomOf,
} from "./rest.ts";
import type { RoomsServer } from "./server.ts";
import type { Keeper } from "./store.ts";
import { type RoomsCredentials, verifyToken } from "./token.ts";

export interface ClusterParts {
  credentials: RoomsCredentials;
  limits: RoomsLimits;
  log: (event: string, fields: Record<string, unknown>) => void;
}

const CHECK_MS = 2000;
/** Looking for rooms without an owner reads all that are stored. */
const CHECKS_PER_SEARCH = 5;

/**
 * This process among others that serve the same rooms: finds the owner of a room, passes sockets
 * and requests on to it, and takes over rooms whose owner is gone.
 */
export class Cluster {
  readonly #relay: Relay;
  #checks = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly server: RoomsServer,
    private readonly network: RoomsNetwork,
    private readonly keeper: Keeper,
    private readonly parts: ClusterParts,
  ) {
    this.#relay = new Relay(network, {
      open: (socket) => server.connect(socket),
      answer: (request) => this.#answer(request as RestRequest),
    });
  }

  async start(): Promise<void> {
    try {
      await this.#relay.start(() => this.server.abandon());
      await this.#adoptOrphans();
    } catch (error) {
      this.parts.log("rooms.network_failed", { error: String(error) });
    }
    this.#timer = setInterval(() => this.#check(), CHECK_MS);
  }

  /** Where a client belongs. Whoever has no good token is refused here, without further ado. */
  async endFor(socket: Socket, token: unknown): Promise<End> {
    const now = this.server.hall.now();
    const room = await verifyToken(token, this.parts.credentials, now)
      .then((admission) => admission.room, () => null);
    const owner = room === null ? this.network.self : await this.#owner(room);
    if (owner === this.network.self) return this.server.connect(socket);
    return this.#relay.lend(socket, owner);
  }

  /** Answers a REST request here or through the owner of its room. */
  async rest(request: RestRequest): Promise<RestResponse> {
    const { credentials, limits } = this.parts;
    const about = isAuthentic(credentials, request) ? roomOf(request) : null;
    const owner = about && (about.isNew || await this.#exists(about.room))
      ? await this.#owner(about.room)
      : this.network.self;
    if (owner !== this.network.self) {
      const { method, uri, params, data } = request;
      const plain = data instanceof URLSearchParams ? String(data) : data;
      const response = await this.#relay.ask(owner, {
        method,
        uri,
        params,
        data: plain,
      });
      return response as RestResponse | null ?? {
        statusCode: 503,
        body: JSON.stringify({
          code: 20503,
          message: "Service unavailable",
          status: 503,
        }),
        headers: {},
      };
    }
    const response = rest(this.server, credentials, limits, request);
    // A new room must be found by the other processes as soon as it is announced.
    if (about?.isNew) await this.keeper.flush();
    return response;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.network.close();
  }

  async #answer(
    { method, uri, params, data }: RestRequest,
  ): Promise<RestResponse> {
    const { credentials, limits } = this.parts;
    const { accountSid: username, authToken: password } = credentials;
    const request = { method, uri, params, data, username, password };
    const response = rest(this.server, credentials, limits, request);
    await this.keeper.flush();
    return response;
  }

  async #owner(nameOrSid: string): Promise<string> {
    const { registry } = this.server.hall;
    const here = registry.find(nameOrSid);
    const stored = here ??
      (await this.#stored()).find(({ sid }) => sid === nameOrSid);
    const name = stored?.uniqueName ?? nameOrSid;
    const owner = await this.network.owner(name);
    if (owner === this.network.self && !here) await this.#adopt(name);
    return owner;
  }

  async #exists(nameOrSid: string): Promise<boolean> {
    if (this.server.hall.registry.find(nameOrSid)) return true;
    return (await this.#stored()).some(({ sid, uniqueName }) =>
      sid === nameOrSid || uniqueName === nameOrSid
    );
  }

  async #adopt(name: string): Promise<void> {
    for (const room of await this.#stored()) {
      if (room.uniqueName === name) this.server.adopt(room);
    }
  }

  /** Rooms whose process ended: nobody may come back to them, and yet they must end. */
  async #adoptOrphans(): Promise<void> {
    for (const room of await this.#stored()) {
      const owner = await this.network.owner(room.uniqueName);
      if (owner === this.network.self) this.server.adopt(room);
    }
  }

  /** Rooms that are not here. */
  async #stored() {
    const { registry } = this.server.hall;
    try {
      return await this.keeper.load((sid) => registry.find(sid) === null);
    } catch (error) {
      this.parts.log("rooms.restore_failed", { error: String(error) });
      return [];
    }
  }

  async #check(): Promise<void> {
    try {
      await this.#relay.check();
      if (++this.#checks % CHECKS_PER_SEARCH === 0) await this.#adoptOrphans();
    } catch (error) {
      this.parts.log("rooms.network_failed", { error: String(error) });
    }
  }
}
