import { createHash, timingSafeEqual } from "node:crypto";
import type { RoomsLimits } from "../limits.ts";
import type { Participant } from "../participant.ts";
import { readSettings, RestError } from "./rest_input.ts";
import { page, participantResource, roomResource } from "./rest_resources.ts";
import type { Room } from "../room.ts";
import type { RoomsServer } from "../server.ts";
import type { RoomsCredentials } from "../token.ts";

/** The request that the `twilio` client gives its `httpClient`. */
export interface RestRequest {
  method: string;
  uri: string;
  username?: string;
  password?: string;
  headers?: Record<string, string>;
  params?: unknown;
  data?: unknown;
}

export interface RestResponse {
  statusCode: number;
  /** JSON, also for errors: `{code, message, more_info, status}`. */
  body: string;
  headers: Record<string, string>;
}

export interface RestOptions {
  readonly credentials: RoomsCredentials;
  readonly limits: RoomsLimits;
}

/** @returns whether the request comes from the account */
function isAuthentic(
  credentials: RoomsCredentials,
  request: RestRequest,
): boolean {
  const [user, secret] = basic(request);
  const keys = [
    [credentials.accountSid, credentials.authToken],
    [credentials.apiKeySid, credentials.apiKeySecret],
    ...(credentials.previousApiKeys ?? []).map((
      { sid, secret },
    ) => [sid, secret]),
  ];
  const known = keys.find(([sid]) => sid === user)?.[1];
  return known !== undefined && same(known, secret);
}

/**
 * The subset of https://www.twilio.com/docs/video/api that Visavis uses: rooms (create, fetch,
 * list, complete) and participants (list, fetch, disconnect), with Twilio's names and errors.
 */
export function rest(
  server: RoomsServer,
  request: RestRequest,
  { credentials, limits }: RestOptions,
): RestResponse {
  try {
    if (!isAuthentic(credentials, request)) {
      throw new RestError(401, { code: 20003, message: "Authenticate" });
    }
    const { statusCode, body } = route(server, request, {
      credentials,
      limits,
    });
    return answer(statusCode, body);
  } catch (error) {
    if (error instanceof RestError) return answer(error.status, error.body());
    throw error;
  }
}

function answer(statusCode: number, body: unknown): RestResponse {
  return {
    statusCode,
    body: JSON.stringify(body),
    headers: { "content-type": "application/json; charset=utf-8" },
  };
}

interface Answer {
  statusCode: number;
  body: unknown;
}

function route(
  server: RoomsServer,
  request: RestRequest,
  { credentials, limits }: RestOptions,
): Answer {
  const url = new URL(request.uri);
  const params = fields(request.params);
  for (const [name, value] of url.searchParams) params.set(name, value);
  const data = fields(request.data);
  const path = pathOf(url);
  const [version, rooms, sidOrName, participants, person, ...rest] = path;
  if (version !== "v1" || rooms !== "Rooms" || rest.length > 0) {
    throw notFound(url);
  }
  const write = request.method.toUpperCase() === "POST";
  if (!write && request.method.toUpperCase() !== "GET") {
    throw new RestError(405, { code: 20004, message: "Method not allowed" });
  }
  const asRoom = (room: Room) =>
    roomResource(room, {
      accountSid: credentials.accountSid,
      origin: url.origin,
    });
  const asParticipant = (room: Room) => (participant: Participant) =>
    participantResource(room, participant, {
      accountSid: credentials.accountSid,
      origin: url.origin,
      now: server.roomService.now(),
    });

  if (sidOrName === undefined) {
    if (write) {
      return {
        statusCode: 201,
        body: asRoom(create(server, data, { limits })),
      };
    }
    return {
      statusCode: 200,
      body: page("rooms", list(server, params).map(asRoom), { url, params }),
    };
  }
  const room = server.roomService.registry.find(sidOrName);
  if (!room) throw notFound(url);
  if (participants === undefined) {
    if (write) complete(server, data, { room });
    return { statusCode: 200, body: asRoom(room) };
  }
  if (participants !== "Participants") throw notFound(url);
  if (person === undefined) {
    if (write) {
      throw new RestError(405, { code: 20004, message: "Method not allowed" });
    }
    const people = listPeople(room, params).map(asParticipant(room));
    return {
      statusCode: 200,
      body: page("participants", people, { url, params }),
    };
  }
  const participant = findPerson(room, person);
  if (!participant) throw notFound(url);
  if (write) disconnect(server, data, { room, participant });
  return { statusCode: 200, body: asParticipant(room)(participant) };
}

function create(
  server: RoomsServer,
  data: Map<string, string>,
  { limits }: { readonly limits: RoomsLimits },
): Room {
  const settings = readSettings(data, limits.participants);
  if (
    settings.uniqueName !== "" &&
    server.roomService.registry.find(settings.uniqueName)
  ) {
    throw new RestError(400, { code: 53113, message: "Room exists" });
  }
  const room = server.roomService.create(settings);
  if (!room) {
    throw new RestError(503, { code: 53103, message: "Unable to create Room" });
  }
  server.wake();
  return room;
}

/** Like Twilio: rooms in progress unless the request asks otherwise. */
function list(server: RoomsServer, params: Map<string, string>): Room[] {
  const status = params.get("Status") ?? "in-progress";
  const name = params.get("UniqueName");
  return server.roomService.registry.all()
    .filter((room) => room.status === status)
    .filter((room) => name === undefined || room.uniqueName === name);
}

function complete(
  server: RoomsServer,
  data: Map<string, string>,
  { room }: { readonly room: Room },
): void {
  if (data.get("Status") !== "completed" || room.status === "completed") {
    throw new RestError(400, { code: 53112, message: "Status is invalid" });
  }
  server.roomService.complete(room);
}

/** Like Twilio: connected participants of a room in progress, former participants of an ended one. */
function listPeople(room: Room, params: Map<string, string>): Participant[] {
  const usual = room.status === "in-progress" ? "connected" : "disconnected";
  const status = params.get("Status") ?? usual;
  const identity = params.get("Identity");
  return room.participants
    .filter((participant) => participant.state === status)
    .filter((participant) =>
      identity === undefined || participant.identity === identity
    );
}

/** Finds a participant by sid, or by the identity of someone who is connected. */
function findPerson(
  room: Room,
  sidOrIdentity: string,
): Participant | undefined {
  return room.participants.find(({ sid }) => sid === sidOrIdentity) ??
    room.participants.find(({ identity, state }) =>
      identity === sidOrIdentity && state !== "disconnected"
    );
}

function disconnect(
  server: RoomsServer,
  data: Map<string, string>,
  { room, participant }: {
    readonly room: Room;
    readonly participant: Participant;
  },
): void {
  if (
    data.get("Status") !== "disconnected" ||
    participant.state === "disconnected"
  ) {
    throw new RestError(400, { code: 53112, message: "Status is invalid" });
  }
  server.roomService.remove(room, participant);
}

function pathOf(url: URL): string[] {
  try {
    return url.pathname.split("/").filter(Boolean).map(decodeURIComponent);
  } catch {
    throw notFound(url);
  }
}

function notFound(url: URL): RestError {
  return new RestError(404, {
    code: 20404,
    message: `The requested resource ${url.pathname} was not found`,
  });
}

/** The client passes plain objects; a real socket sends forms. */
function fields(value: unknown): Map<string, string> {
  const entries = typeof value === "string"
    ? [...new URLSearchParams(value)]
    : value instanceof URLSearchParams
    ? [...value]
    : Object.entries(value ?? {}).filter(([, value]) => value != null);
  return new Map(entries.map(([name, value]) => [name, String(value)]));
}

function basic({ username, password, headers }: RestRequest): [string, string] {
  if (username !== undefined) return [username, password ?? ""];
  const header = Object.entries(headers ?? {})
    .find(([name]) => name.toLowerCase() === "authorization")?.[1] ?? "";
  try {
    const [user = "", ...secret] = atob(header.replace(/^Basic /i, "")).split(
      ":",
    );
    return [user, secret.join(":")];
  } catch {
    return ["", ""];
  }
}

/** Compares hashes, so that neither content nor length leaks through timing. */
function same(a: string, b: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(a), hash(b));
}
