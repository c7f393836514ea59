import { Callbacks } from "./callbacks.ts";
import { type RoomsLimits, usualLimits } from "./limits.ts";
import { rest, type RestRequest, type RestResponse } from "./rest.ts";
import type { RoomsNetwork } from "./network.ts";
import type { IceServer } from "./conversation.ts";
import { RoomsServer, type RoomsStats } from "./server.ts";
import { Keeper, type RoomsStore } from "./store.ts";
import type { RoomsCredentials } from "./token.ts";

export type { RoomsLimits } from "./limits.ts";
export type { RestRequest, RestResponse } from "./rest.ts";
export type { IceServer } from "./conversation.ts";
export type { RoomsStats } from "./server.ts";
export type {
  NetworkHandlers,
  NetworkMessage,
  RoomsNetwork,
} from "./network.ts";
export type { RoomsStore } from "./store.ts";
export type { RoomsCredentials } from "./token.ts";
export { turnCredentials } from "./turn.ts";

export interface EmbeddedRoomsOptions {
  credentials: RoomsCredentials;
  /** Epoch milliseconds: judges tokens and rooms' lifetimes. */
  clock: { now(): number };
  /** What each client's PeerConnections may use beside the host's own addresses; none by default. */
  iceServers?: (identity: string) => IceServer[];
  /** Whose picture others wait for, and so see a round of offers earlier; nobody's by default. */
  offersFirst?: (identity: string) => boolean;
  /** Sends a status callback; `fetch` by default. */
  deliverCallback?: (url: string, init: RequestInit) => Promise<Response>;
  limits?: Partial<RoomsLimits>;
  /** Seconds that a client may be without its socket before it has left; 30 by default. */
  sessionTimeout?: number;
  /** Keeps rooms across restarts of the process; without it they are in memory alone. */
  store?: RoomsStore;
  /** Lets several processes, with one store, serve the same rooms; needs `store`. */
  network?: RoomsNetwork;
  /** Never gets a token, a session or an SDP. */
  log?: (event: string, fields: Record<string, unknown>) => void;
}

/** Rooms that the unchanged `twilio-video` SDK and `twilio` client can use in place of Twilio. */
export interface EmbeddedRooms {
  /**
   * Answers the SDK's WebSocket (`connect(token, { wsServer, insights: false })`).
   * Anything but an upgrade is refused with 426, with 503 when full or closing, and with 429 when
   * its address has too many sockets open.
   *
   * @param peer that address, as whoever knows the proxies resolves it; no limit without
   */
  accept(req: Request, peer?: string): Response;
  /** The REST subset, in process: what a `twilio` client's `httpClient.request` needs. */
  rest(req: RestRequest): Promise<RestResponse>;
  /**
   * What `ice` is answered with, for one participant. A page that has them beforehand (the SDK's
   * option `iceServers`) says `connect` as its first word, which saves a round trip.
   */
  iceServers(identity: string): IceServer[];
  stats(): RoomsStats;
  /** Closes all sockets so that clients come back to the next process, and stops all timers. */
  close(): Promise<void>;
}

/**
 * Rooms inside this process: signalling, tokens, REST and callbacks of Twilio Video; media goes
 * directly between the browsers. Rooms are made by REST only: connecting to an unknown one is 53106.
 */
export function createEmbeddedRooms(
  options: EmbeddedRoomsOptions,
): EmbeddedRooms {
  const { credentials, clock } = options;
  const limits = { ...usualLimits, ...options.limits };
  const log = options.log ?? (() => {});
  const iceServers = options.iceServers ?? (() => []);
  const server = new RoomsServer({
    credentials,
    clock,
    limits,
    log,
    iceServers,
    offersFirst: options.offersFirst ?? (() => false),
    sessionTimeout: options.sessionTimeout ?? 30,
    network: options.network ?? null,
    keeper: options.store ? new Keeper(options.store, log) : null,
    callbacks: new Callbacks({
      authToken: credentials.authToken,
      deliver: options.deliverCallback ?? fetch,
      log,
    }),
  });
  return {
    accept: (req, peer) => server.accept(req, peer),
    rest: async (req) => {
      await server.ready;
      return await server.cluster?.rest(req) ??
        rest(server, credentials, limits, req);
    },
    iceServers,
    stats: () => server.stats(),
    close: () => server.close(),
  };
}
