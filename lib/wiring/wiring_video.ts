import { createAcceptedKey } from "@/lib/adapters/kv/rooms/accepted_key.ts";
import {
  createRoomsStore,
  embeddedCredentials,
} from "@/lib/adapters/kv/rooms/rooms_state.ts";
import type { Store } from "@/lib/adapters/kv/store.ts";
import {
  createTwilioVideoRooms,
  type HttpClient,
} from "@/lib/adapters/twilio/video_rooms.ts";
import type { Config } from "@/lib/config/mod.ts";
import { partyFromIdentity } from "@/lib/domain/call/identity.ts";
import type { Clock, Log, VideoRooms } from "@/lib/ports/mod.ts";
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

/** One adapter for both; only the backend differs. */
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
    // The rooms' own events all start with `rooms.`.
    log: (event, fields) => log(event as `rooms.${string}`, fields),
    store: createRoomsStore(store),
    iceServers: (identity) =>
      turn === null ? [] : [
        turnCredentials({
          ...turn,
          identity,
          now: clock.now(),
          ttlSeconds: 6 * 60 * 60,
        }),
      ],
    // The client has come to see the artist, whichever of them enters the room
    // first.
    offersFirst: (identity) => partyFromIdentity(identity) === "artist",
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

/** Signed for the public URL, delivered internally: the public one may not be reachable from here. */
function toOurselves({ baseUrl, port }: Config): DeliverCallback {
  return (url, init) =>
    fetch(url.replace(baseUrl, `http://127.0.0.1:${port}`), init);
}
