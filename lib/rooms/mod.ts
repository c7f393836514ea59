import { Callbacks } from "./rest/callbacks.ts";
import { DEFAULT_LIMITS, type RoomsLimits } from "./limits.ts";
import { rest, type RestRequest, type RestResponse } from "./rest/rest.ts";
import type { IceServer } from "./signaling/signaling.ts";
import { RoomsServer, type RoomsStats } from "./server.ts";
import { RoomPersistence, type RoomsStore } from "./store.ts";
import type { RoomsCredentials } from "./token.ts";

export type { RoomsLimits } from "./limits.ts";
export type { RestRequest, RestResponse } from "./rest/rest.ts";
export type { IceServer } from "./signaling/signaling.ts";
export type { RoomsStats } from "./server.ts";
export type { RoomsStore } from "./store.ts";
export type { RoomsCredentials } from "./token.ts";
export { turnCredentials } from "./turn.ts";

export interface EmbeddedRoomsOptions {
  credentials: RoomsCredentials;
  /** Epoch milliseconds, for the validity of tokens and the lifetime of rooms. */
  clock: { now(): number };
  /** The ICE servers for a participant's PeerConnections; none by default. */
  iceServers?: (identity: string) => IceServer[];
  /**
   * Whether others wait for this identity's video, and so get its offer one
   * round earlier; false for everyone by default.
   */
  offersFirst?: (identity: string) => boolean;
  /** Sends a status callback; `fetch` by default. */
  deliverCallback?: (url: string, init: RequestInit) => Promise<Response>;
  limits?: Partial<RoomsLimits>;
  /** Seconds that a client may be without its socket before it counts as gone; 30 by default. */
  sessionTimeout?: number;
  /** Keeps rooms across restarts of the process; without it they exist only in memory. */
  store?: RoomsStore;
  /** Never gets a token, a session or an SDP. */
  log?: (event: string, fields: Record<string, unknown>) => void;
}

/** Rooms that the unchanged `twilio-video` SDK and `twilio` client can use in place of Twilio. */
export interface EmbeddedRooms {
  /**
   * Answers the SDK's WebSocket (`connect(token, { wsServer, insights: false
   * })`). Anything but an upgrade is refused with 426, with 503 when full or
   * closing, and with 429 when the address has too many open sockets.
   *
   * @param peer the client's address, resolved by a caller that knows the
   * proxies; without it no limit applies
   */
  accept(req: Request, peer?: string): Response;
  /** The REST subset, in process: what a `twilio` client's `httpClient.request` needs. */
  rest(req: RestRequest): Promise<RestResponse>;
  /**
   * The ICE servers for one participant. A page that has them beforehand (the
   * SDK's option `iceServers`) starts with `connect`, which saves a round trip.
   */
  iceServers(identity: string): IceServer[];
  stats(): RoomsStats;
  /** Closes all sockets so that clients reconnect to the next process, and stops all timers. */
  close(): Promise<void>;
}

/**
 * Rooms inside this process: signalling, tokens, REST and callbacks of Twilio
 * Video. Media goes directly between the browsers. Rooms are created by REST
 * only: connecting to an unknown one is 53106.
 */
export function createEmbeddedRooms(
  options: EmbeddedRoomsOptions,
): EmbeddedRooms {
  const { credentials, clock } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
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
    persistence: options.store ? new RoomPersistence(options.store, log) : null,
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
      return rest(server, req, { credentials, limits });
    },
    iceServers,
    stats: () => server.stats(),
    close: () => server.close(),
  };
}
