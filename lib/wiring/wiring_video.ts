import { createAcceptedKey } from "@/lib/adapters/kv/accepted_key.ts";
import {
  createRoomsStore,
  embeddedCredentials,
} from "@/lib/adapters/kv/rooms_state.ts";
import { createRoomsNetwork } from "@/lib/adapters/kv/rooms_network.ts";
import type { Store } from "@/lib/adapters/kv/store.ts";
import {
  createTwilioVideoRooms,
  type HttpClient,
} from "@/lib/adapters/twilio/video_rooms.ts";
import type { Config } from "@/lib/config.ts";
import { partyOf } from "@/lib/domain/identity.ts";
import type { Clock, Log, VideoRooms } from "@/lib/ports.ts";
import {
  createEmbeddedRooms,
  type EmbeddedRooms,
  turnCredentials,
} from "@/lib/rooms/mod.ts";

export const CALLBACK_PATH = "/api/video/callbacks/twilio";

export type DeliverCallback = (
  url: string,
  init: RequestInit,
) => Promise<Response>;

export interface WiredVideo {
  readonly videoRooms: VideoRooms;
  readonly rooms: EmbeddedRooms | null;
  readonly callbackAuthToken: string;
}

/** One adapter either way; only what stands behind it differs. */
export async function wireVideo(
  config: Config,
  store: Store,
  { clock, log, deliverCallback, twilioHttp }: {
    readonly clock: Clock;
    readonly log: Log;
    readonly deliverCallback?: DeliverCallback;
    readonly twilioHttp?: HttpClient;
  },
): Promise<WiredVideo> {
  const statusCallback = `${config.baseUrl}${CALLBACK_PATH}`;
  if (config.video.backend === "twilio") {
    const {
      accountSid,
      apiKeySid,
      apiKeySecret,
      authToken,
      previousApiKey,
      region,
    } = config.video;
    return {
      videoRooms: createTwilioVideoRooms({
        credentials: { accountSid, apiKeySid, apiKeySecret },
        statusCallback,
        clock,
        log,
        acceptedKey: createAcceptedKey(store),
        ...(previousApiKey === null ? {} : { previousApiKey }),
        ...(twilioHttp ? { httpClient: twilioHttp } : {}),
        ...(region === null ? {} : { region }),
      }),
      rooms: null,
      callbackAuthToken: authToken,
    };
  }
  const { turn } = config.video;
  const credentials = await embeddedCredentials(store);
  const rooms = createEmbeddedRooms({
    credentials,
    clock,
    log,
    store: createRoomsStore(store),
    ...(config.video.shared
      ? { network: createRoomsNetwork({ store, clock, log }) }
      : {}),
    iceServers: (identity) =>
      turn === null ? [] : [
        turnCredentials({
          ...turn,
          identity,
          now: clock.now(),
          ttlSeconds: 6 * 60 * 60,
        }),
      ],
    // The client has come to see the artist, whoever of the two is in the room first.
    offersFirst: (identity) => partyOf(identity) === "artist",
    deliverCallback: deliverCallback ?? toOurselves(config),
  });
  return {
    videoRooms: createTwilioVideoRooms({
      credentials,
      statusCallback,
      clock,
      httpClient: { request: (options) => rooms.rest(options) },
      backend: "embedded",
      reason: config.video.reason,
    }),
    rooms,
    callbackAuthToken: credentials.authToken,
  };
}

/** Signed for the public address, delivered on the inside: the public one may not be reachable from here. */
function toOurselves({ baseUrl, port }: Config): DeliverCallback {
  return (url, init) =>
    fetch(url.replace(baseUrl, `http://127.0.0.1:${port}`), init);
}
