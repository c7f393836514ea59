import type { AcceptedKey, Log, VideoRoom, VideoRooms } from "@/lib/ports.ts";
import { mintAccessToken, type SigningCredentials } from "./access_token.ts";
import { ApiKeys } from "./api_keys.ts";
import { withAttempts } from "./attempts.ts";
import { readFailure, VideoRoomsError } from "./errors.ts";
import { participants } from "./participants.ts";
import {
  composition,
  deleteRecordings,
  startRecording,
  stopRecording,
} from "./recordings.ts";
import { type HttpClient, openRoomsApi, type RoomsApi } from "./rooms_api.ts";

export { VideoRoomsError } from "./errors.ts";
export type { HttpClient } from "./rooms_api.ts";

export interface TwilioVideoRoomsOptions {
  credentials: SigningCredentials;
  /** Absolute URL that hears of joins, leaves and ends. */
  statusCallback: string;
  clock: { now(): number };
  /** The key before the last rotation: tried once where the present one is refused. */
  previousApiKey?: { sid: string; secret: string };
  /** Which of the keys is known to be good; shared by all processes of the account. */
  acceptedKey?: AcceptedKey;
  backend?: "twilio" | "embedded";
  /** Why it is embedded, in words. */
  reason?: string;
  log?: Log;
  /** Where media is relayed, such as `de1`; Twilio's choice when absent. */
  region?: string;
  /** What sends the requests; Twilio's own client over HTTPS when absent. */
  httpClient?: HttpClient;
  /** Milliseconds for each operation, attempts included; 8000. */
  deadlineMs?: number;
  attempts?: number;
  backoffMs?: number;
  room?: RoomShape;
}

/** How rooms are made; Twilio's units. */
export interface RoomShape {
  /** People at once: client, artist, an assistant, and one who is replacing himself. */
  maxParticipants?: number;
  /** Minutes, 1 to 60, that a room lives empty: people may come back until their window closes. */
  emptyRoomTimeout?: number;
  unusedRoomTimeout?: number;
  /** Seconds that a person may stay, 600 to 86400. */
  maxParticipantDuration?: number;
}

const usualShape: Required<RoomShape> = {
  maxParticipants: 4,
  emptyRoomTimeout: 60,
  unusedRoomTimeout: 60,
  maxParticipantDuration: 14_400,
};

/**
 * Rooms by Twilio's REST API, through the `twilio` client (imported at first use) whatever stands
 * behind it. All operations are idempotent and never run inside a database's atomic.
 *
 * @throws VideoRoomsError from each operation, with Twilio's code and whether to try later
 */
export function createTwilioVideoRooms(
  options: TwilioVideoRoomsOptions,
): VideoRooms {
  const backend = options.backend ?? "twilio";
  const timing = {
    deadlineMs: options.deadlineMs ?? 8000,
    attempts: options.attempts ?? 3,
    backoffMs: options.backoffMs ?? 250,
  };
  const settings = {
    ...usualShape,
    ...options.room,
    type: "group" as const,
    // Both, whatever a page prefers: a phone and a desktop may differ.
    videoCodecs: ["VP8", "H264"] as ("VP8" | "H264")[],
    statusCallback: options.statusCallback,
    statusCallbackMethod: "POST",
    recordParticipantsOnConnect: false,
    ...(options.region === undefined ? {} : { mediaRegion: options.region }),
  };
  const previous = options.previousApiKey && {
    accountSid: options.credentials.accountSid,
    apiKeySid: options.previousApiKey.sid,
    apiKeySecret: options.previousApiKey.secret,
  };
  const keys = new ApiKeys({
    current: options.credentials,
    previous: previous ?? null,
    accepted: options.acceptedKey ?? null,
    log: options.log ?? (() => {}),
  });
  const attempt = <T>(
    operation: string,
    work: (api: RoomsApi) => Promise<T>,
  ): Promise<T> =>
    keys.attempt(
      operation,
      (credentials) =>
        withAttempts(operation, timing, async () =>
          work(
            await openRoomsApi(credentials, options.httpClient, {
              timeout: timing.deadlineMs,
              clock: options.clock,
            }),
          )),
    );
  const recorded = <T>(
    operation: string,
    work: (api: RoomsApi) => Promise<T>,
  ): Promise<T> =>
    backend === "twilio"
      ? attempt(operation, work)
      : Promise.reject(new VideoRoomsError(operation, null, 501, false));

  return {
    backend,
    prepare() {
      // The client's package takes the better part of a second to load.
      openRoomsApi(options.credentials, options.httpClient, {
        timeout: timing.deadlineMs,
        clock: options.clock,
      }).catch(() => {});
    },
    // A media server records and measures; between two browsers there is none.
    capabilities: {
      recording: backend === "twilio",
      whyNoRecording: backend === "twilio"
        ? null
        : `Recording needs a Twilio account${
          options.reason === undefined ? "" : `: ${options.reason}`
        }`,
      networkQuality: backend === "twilio",
    },

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
      attempt("complete", async (api) => {
        try {
          const { sid } = await api.complete(sidOrName);
          return { sid, status: "completed" as const };
        } catch (error) {
          const { status, code } = readFailure("complete", error);
          if (status === 404) {
            return { sid: null, status: "completed" as const };
          }
          if (code !== 53112) throw error;
          // "Status is invalid": it has ended already, or else the refusal is real.
          const room = roomOf(await api.fetch(sidOrName));
          if (room.status !== "completed") throw error;
          return { sid: room.sid, status: "completed" as const };
        }
      }),

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

    startRecording: (roomSid) =>
      recorded("startRecording", (api) => startRecording(api, roomSid)),
    stopRecording: (roomSid) =>
      recorded("stopRecording", (api) => stopRecording(api, roomSid)),
    composition: (roomSid, order) =>
      recorded("composition", (api) => composition(api, roomSid, order)),
    deleteRecordings: (roomSid) =>
      recorded("deleteRecordings", (api) => deleteRecordings(api, roomSid)),

    token: async ({ identity, room, expiresAt }) => {
      const now = options.clock.now();
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

/** The room whose name was taken a moment ago. It may have ended since: then make one after all. */
async function existing(api: RoomsApi, name: string) {
  try {
    return await api.fetch(name);
  } catch (error) {
    const { code, status } = readFailure("ensure", error);
    if (status !== 404) throw error;
    throw new VideoRoomsError("ensure", code, status, true);
  }
}

function roomOf(
  { sid, uniqueName, status }: {
    sid: string;
    uniqueName: string;
    status: string;
  },
): VideoRoom {
  // Twilio's third status, "failed", is an end as well.
  return {
    sid,
    name: uniqueName,
    status: status === "in-progress" ? "in-progress" : "completed",
  };
}
