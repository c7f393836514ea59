import type {
  AcceptedKey,
  Clock,
  Log,
  Recordings,
  VideoRoom,
  VideoRooms,
} from "@/lib/ports/mod.ts";
import { mintAccessToken, type SigningCredentials } from "./access_token.ts";
import { ApiKeys } from "./api_keys.ts";
import { withAttempts } from "./attempts.ts";
import { readFailure, VideoRoomsError } from "./errors.ts";
import { participants } from "./participants.ts";
import {
  composition,
  deleteRecordings,
  startRoomRecording,
  stopRoomRecording,
} from "./recordings.ts";
import {
  type HttpClient,
  openRoomsApi,
  type RoomResource,
  type RoomsApi,
} from "./rooms_api.ts";

export { VideoRoomsError } from "./errors.ts";
export type { HttpClient } from "./rooms_api.ts";

export interface TwilioVideoRoomsOptions {
  readonly credentials: SigningCredentials;
  /** Absolute URL for callbacks about joins, leaves and ends. */
  readonly statusCallback: string;
  readonly clock: Clock;
  /** The key before the last rotation: tried once when the current one is refused. */
  readonly previousApiKey?: { readonly sid: string; readonly secret: string };
  /** Which of the keys is known to be valid; shared by all processes of the account. */
  readonly acceptedKey?: AcceptedKey;
  readonly backend?: "twilio" | "embedded";
  /** Why it is embedded, as a sentence. */
  readonly reason?: string;
  readonly log?: Log;
  /** Where media is relayed, for example `de1`; Twilio's choice by default. */
  readonly region?: string;
  /** Sends the requests; Twilio's own client over HTTPS by default. */
  readonly httpClient?: HttpClient;
  /** Milliseconds for each operation, attempts included; 8000 by default. */
  readonly deadlineMs?: number;
  readonly attempts?: number;
  readonly backoffMs?: number;
  readonly room?: RoomShape;
}

/** How rooms are created; Twilio's units. */
export interface RoomShape {
  /** People at once: client, artist, an assistant, and one replacement connection. */
  readonly maxParticipants?: number;
  /**
   * Minutes, 1 to 60, that an empty room stays open: people may come back until
   * their window closes.
   */
  readonly emptyRoomTimeout?: number;
  readonly unusedRoomTimeout?: number;
  /** Seconds that a person may stay, 600 to 86400. */
  readonly maxParticipantDuration?: number;
}

const DEFAULT_ROOM_SHAPE: Required<RoomShape> = {
  maxParticipants: 4,
  emptyRoomTimeout: 60,
  unusedRoomTimeout: 60,
  maxParticipantDuration: 14_400,
};

/** Runs work against the service, with the accepted key and with retries. */
type Attempt = <T>(
  operation: string,
  work: (api: RoomsApi) => Promise<T>,
) => Promise<T>;

/**
 * Rooms through Twilio's REST API, with the `twilio` client (imported at first
 * use), whether Twilio or the embedded rooms answer. All operations are
 * idempotent and never run inside a database transaction.
 *
 * @throws VideoRoomsError from each operation, with Twilio's code and whether a
 * retry may help
 */
export function createTwilioVideoRooms(
  options: TwilioVideoRoomsOptions,
): VideoRooms {
  const { credentials, clock, backend = "twilio" } = options;
  const timing = {
    deadlineMs: options.deadlineMs ?? 8000,
    attempts: options.attempts ?? 3,
    backoffMs: options.backoffMs ?? 250,
  };
  const keys = apiKeysOf(options);
  const open = (credentials: SigningCredentials) =>
    openRoomsApi(credentials, {
      httpClient: options.httpClient,
      timeout: timing.deadlineMs,
      clock,
    });
  const attempt: Attempt = (operation, work) =>
    keys.attempt(
      operation,
      (credentials) =>
        withAttempts(
          { operation, ...timing },
          async () => await work(await open(credentials)),
        ),
    );
  return {
    backend,
    capabilities: capabilitiesOf(backend, options.reason),
    prepare() {
      // The client's package takes most of a second to load.
      open(credentials).catch(() => {});
    },
    ...roomOperations(attempt, roomSettings(options)),
    ...recordingOperations(backend === "twilio" ? attempt : notRecorded),
    token: async ({ identity, room, expiresAt }) => {
      const now = clock.now();
      return await mintAccessToken({
        credentials: await keys.signing(),
        identity,
        room,
        now,
        ttlSeconds: (expiresAt - now) / 1000,
      });
    },
  };
}

function apiKeysOf(
  { credentials, previousApiKey, acceptedKey, log }: TwilioVideoRoomsOptions,
): ApiKeys {
  return new ApiKeys({
    current: credentials,
    previous: previousApiKey === undefined ? null : {
      accountSid: credentials.accountSid,
      apiKeySid: previousApiKey.sid,
      apiKeySecret: previousApiKey.secret,
    },
    accepted: acceptedKey ?? null,
    log: log ?? (() => {}),
  });
}

function roomSettings(
  { room, region, statusCallback }: TwilioVideoRoomsOptions,
) {
  return {
    ...DEFAULT_ROOM_SHAPE,
    ...room,
    type: "group" as const,
    // Both, whatever a page prefers: a phone and a desktop may differ.
    videoCodecs: ["VP8", "H264"] as ("VP8" | "H264")[],
    statusCallback,
    statusCallbackMethod: "POST",
    recordParticipantsOnConnect: false,
    ...(region === undefined ? {} : { mediaRegion: region }),
  };
}

/** A media server records and measures; between two browsers there is none. */
function capabilitiesOf(
  backend: VideoRooms["backend"],
  reason: string | undefined,
): VideoRooms["capabilities"] {
  const hasMediaServer = backend === "twilio";
  const why = reason === undefined ? "" : `: ${reason}`;
  return {
    recording: hasMediaServer,
    whyNoRecording: hasMediaServer
      ? null
      : `Recording needs a Twilio account${why}`,
    networkQuality: hasMediaServer,
  };
}

function roomOperations(
  attempt: Attempt,
  settings: ReturnType<typeof roomSettings>,
): Pick<VideoRooms, "ensure" | "complete" | "fetch" | "participants"> {
  return {
    ensure: (name) =>
      attempt("ensure", async (api) => {
        try {
          return roomOf(await api.create({ ...settings, uniqueName: name }));
        } catch (error) {
          if (readFailure("ensure", error).code !== 53113) throw error;
          return roomOf(await existing(api, name));
        }
      }),
    complete: (sidOrName) =>
      attempt("complete", (api) => complete(api, sidOrName)),
    fetch: (sidOrName) =>
      attempt("fetch", async (api) => {
        try {
          return roomOf(await api.fetch(sidOrName));
        } catch (error) {
          if (readFailure("fetch", error).status === 404) return null;
          throw error;
        }
      }),
    participants: (roomSid) =>
      attempt("participants", (api) => participants(api, roomSid)),
  };
}

function recordingOperations(attempt: Attempt): Recordings {
  return {
    startRecording: (roomSid) =>
      attempt("startRecording", (api) => startRoomRecording(api, roomSid)),
    stopRecording: (roomSid) =>
      attempt("stopRecording", (api) => stopRoomRecording(api, roomSid)),
    composition: (roomSid, order) =>
      attempt("composition", (api) => composition(api, { roomSid, order })),
    deleteRecordings: (roomSid) =>
      attempt("deleteRecordings", (api) => deleteRecordings(api, roomSid)),
  };
}

/** Without a media server there is nothing to ask. */
const notRecorded: Attempt = (operation) =>
  Promise.reject(
    new VideoRoomsError(operation, { status: 501, retryable: false }),
  );

async function complete(api: RoomsApi, sidOrName: string) {
  try {
    const { sid } = await api.complete(sidOrName);
    return { sid, status: "completed" as const };
  } catch (error) {
    const { status, code } = readFailure("complete", error);
    if (status === 404) return { sid: null, status: "completed" as const };
    if (code !== 53112) throw error;
    // "Status is invalid": it has ended already, or else the refusal is real.
    const room = roomOf(await api.fetch(sidOrName));
    if (room.status !== "completed") throw error;
    return { sid: room.sid, status: "completed" as const };
  }
}

/** The room whose name was taken a moment ago. It may have ended since: then create one after all. */
async function existing(api: RoomsApi, name: string) {
  try {
    return await api.fetch(name);
  } catch (error) {
    const { code, status } = readFailure("ensure", error);
    if (status !== 404) throw error;
    throw new VideoRoomsError("ensure", { code, status, retryable: true });
  }
}

function roomOf({ sid, uniqueName, status }: RoomResource): VideoRoom {
  // Twilio's third status, "failed", is an end as well.
  return {
    sid,
    name: uniqueName,
    status: status === "in-progress" ? "in-progress" : "completed",
  };
}
