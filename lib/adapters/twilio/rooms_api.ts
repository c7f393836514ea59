import type { CompositionListInstanceCreateOptions } from "twilio/lib/rest/video/v1/composition.js";
import type { RoomListInstanceCreateOptions } from "twilio/lib/rest/video/v1/room.js";
import type { Clock } from "@/lib/ports/mod.ts";
import type { SigningCredentials } from "./access_token.ts";
import { openTwilioClient } from "./client.ts";
import { retryAfterIn, retryAfterMs } from "./retry_after.ts";

/** What the `twilio` client requires of its `httpClient`. */
export interface HttpClient {
  request(options: HttpRequest): Promise<HttpResponse>;
}

export interface HttpRequest {
  readonly method: string;
  readonly uri: string;
  readonly username?: string;
  readonly password?: string;
  readonly headers?: Record<string, string>;
  readonly params?: unknown;
  readonly data?: unknown;
  readonly timeout?: number;
}

export interface HttpResponse {
  readonly statusCode: number;
  readonly body: unknown;
  readonly headers: unknown;
}

/** The requests in use, as Twilio's own client makes them. */
export interface RoomsApi {
  create(options: RoomListInstanceCreateOptions): Promise<RoomResource>;
  fetch(sidOrName: string): Promise<RoomResource>;
  complete(sidOrName: string): Promise<RoomResource>;
  participants(
    roomSid: string,
    status: "connected" | "disconnected",
  ): Promise<readonly ParticipantResource[]>;
  setRecordingRules(
    roomSid: string,
    rules: readonly {
      readonly type: "include" | "exclude";
      readonly all: true;
    }[],
  ): Promise<unknown>;
  recordings(roomSid: string): Promise<readonly RecordingResource[]>;
  removeRecording(sid: string): Promise<unknown>;
  compositions(roomSid: string): Promise<readonly CompositionResource[]>;
  createComposition(
    options: CompositionListInstanceCreateOptions,
  ): Promise<CompositionResource>;
  removeComposition(sid: string): Promise<unknown>;
  /** The file's URL, valid for this many seconds. */
  compositionMedia(sid: string, ttlSeconds: number): Promise<string>;
}

/** An end is an invalid date while there is none. */
export interface ParticipantResource {
  readonly sid: string;
  readonly identity: string;
  readonly startTime: Date | null;
  readonly endTime: Date | null;
}

export interface RecordingResource {
  readonly sid: string;
  readonly status: string;
}

export interface CompositionResource {
  readonly sid: string;
  readonly status: string;
}

export interface RoomResource {
  readonly sid: string;
  readonly uniqueName: string;
  readonly status: string;
}

/** The video requests of a client opened for them, which also reads when to retry. */
export async function openRoomsApi(
  credentials: SigningCredentials,
  { httpClient, timeout, clock }: {
    readonly httpClient: HttpClient | undefined;
    /** Milliseconds. */
    readonly timeout: number;
    readonly clock: Clock;
  },
): Promise<RoomsApi> {
  const client = await openTwilioClient(
    credentials,
    {
      timeout,
      carrying: (own) => recordingRetryAfter(httpClient ?? own, clock),
    },
  );
  const { rooms, recordings, compositions } = client.video.v1;
  return {
    create: (options) => rooms.create(options),
    fetch: (sidOrName) => rooms(sidOrName).fetch(),
    complete: (sidOrName) => rooms(sidOrName).update({ status: "completed" }),
    participants: (roomSid, status) =>
      rooms(roomSid).participants.list({ status }),
    setRecordingRules: (roomSid, rules) =>
      rooms(roomSid).recordingRules.update({ rules }),
    recordings: (roomSid) => rooms(roomSid).recordings.list(),
    removeRecording: (sid) => recordings(sid).remove(),
    compositions: (roomSid) => compositions.list({ roomSid }),
    createComposition: (options) => compositions.create(options),
    removeComposition: (sid) => compositions(sid).remove(),
    compositionMedia: async (sid, ttlSeconds) => {
      // The client has no method for this one; it answers 302 with the same URL
      // in its body.
      const answer: HttpResponse = await client.request({
        method: "get",
        uri: `https://video.twilio.com/v1/Compositions/${sid}/Media`,
        params: { Ttl: ttlSeconds },
      });
      return addressIn(answer);
    },
  };
}

/** Twilio's client keeps a response's status and body; its headers say when to retry. */
function recordingRetryAfter(
  httpClient: HttpClient,
  clock: Clock,
): HttpClient {
  return {
    async request(options) {
      const answer = await httpClient.request(options);
      const { statusCode: status, body, headers } = answer;
      if (status !== 429 && status < 500) return answer;
      const retryAfter = retryAfterMs(retryAfterIn(headers), clock.now());
      if (retryAfter === null) return answer;
      const code = bodyOf(body)?.code;
      throw Object.assign(new Error("asked to wait"), {
        status,
        code,
        retryAfter,
      });
    },
  };
}

/** @throws what the client's own methods throw for a refusal: its status and code. */
function addressIn({ statusCode, body }: HttpResponse): string {
  const read = bodyOf(body);
  const address = read?.redirect_to;
  if (
    statusCode < 400 && typeof address === "string" &&
    URL.parse(address)?.protocol === "https:"
  ) return address;
  throw Object.assign(new Error("no address of a composition's media"), {
    status: statusCode < 400 ? 502 : statusCode,
    code: read?.code,
  });
}

function bodyOf(body: unknown) {
  return (typeof body === "string" ? parsed(body) : body) as {
    readonly redirect_to?: unknown;
    readonly code?: unknown;
  } | null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
