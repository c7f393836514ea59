import type { RoomListInstanceCreateOptions } from "twilio/lib/rest/video/v1/room.js";
import type { SigningCredentials } from "./access_token.ts";

/** What the `twilio` client asks of its `httpClient`. */
export interface HttpClient {
  request(options: HttpRequest): Promise<HttpResponse>;
}

export interface HttpRequest {
  method: string;
  uri: string;
  username?: string;
  password?: string;
  headers?: Record<string, string>;
  params?: unknown;
  data?: unknown;
  timeout?: number;
}

export interface HttpResponse {
  statusCode: number;
  body: unknown;
  headers: unknown;
}

/** The requests that are used, as Twilio's own client makes them. */
export interface RoomsApi {
  create(options: RoomListInstanceCreateOptions): Promise<RoomResource>;
  fetch(sidOrName: string): Promise<RoomResource>;
  complete(sidOrName: string): Promise<RoomResource>;
}

export interface RoomResource {
  sid: string;
  uniqueName: string;
  status: string;
}

/**
 * Opens the `twilio` client. It is imported here, at the first request, because it costs a
 * process half a second and 20 MB that most requests of the site never need.
 */
export async function openRoomsApi(
  credentials: SigningCredentials,
  httpClient: HttpClient | undefined,
  timeout: number,
): Promise<RoomsApi> {
  const { default: twilio } = await import("twilio");
  const client = twilio(credentials.apiKeySid, credentials.apiKeySecret, {
    accountSid: credentials.accountSid,
    timeout,
    // Video has one region for its REST API. Without these, TWILIO_REGION and TWILIO_EDGE of the
    // environment would send the requests elsewhere.
    region: "",
    edge: "",
    ...(httpClient && { httpClient: httpClient as unknown as ClientOfTwilio }),
  });
  const { rooms } = client.video.v1;
  return {
    create: (options) => rooms.create(options),
    fetch: (sidOrName) => rooms(sidOrName).fetch(),
    complete: (sidOrName) => rooms(sidOrName).update({ status: "completed" }),
  };
}

// The package declares a class with the insides of its own client; only `request` is ever called.
type ClientOfTwilio = InstanceType<
  typeof import("twilio").RequestClient
>;
