import { createHash, timingSafeEqual } from "node:crypto";
import type { RoomsLimits } from "./limits.ts";
import type { Participant } from "./participant.ts";
import { readSettings, RestError } from "./rest_input.ts";
import { page, participantResource, roomResource } from "./rest_resources.ts";
import type { Room } from "./room.ts";
import type { RoomsServer } from "./server.ts";
import type { RoomsCredentials } from "./token.ts";

/** What the `twilio` client gives its `httpClient`. */
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
  /** JSON, also of errors: `{code, message, more_info, status}`. */
  body: string;
  headers: Record<string, string>;
}

/** The room that a request is about: by name or sid, or the name of a new one; null for lists. */
export function roomOf(
  request: RestRequest,
): { room: string; isNew: boolean } | null {
  const [, , sidOrName] = pathOf(new URL(request.uri));
  if (sidOrName !== undefined) return { room: sidOrName, isNew: false };
  const name = fields(request.data).get("UniqueName");
  return request.method.toUpperCase() === "POST" && name
    ? { room: name, isNew: true }
    : null;
}

/** @returns whether the request comes from the account */
export function isAuthentic(
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
  credentials: RoomsCredentials,
  limits: RoomsLimits,
  request: RestRequest,
): RestResponse {
  try {
    if (!isAuthentic(credentials, request)) {
      throw new RestError(401, 20003, "Authenticate");
    }
    const { statusCode, body } = route(server, credentials, limits, request);
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
  credentials: RoomsCredentials,
  limits: RoomsLimits,
  request: RestRequest,
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
    throw new RestError(405, 20004, "Method not allowed");
  }
  const asRoom = (room: Room) =>
    roomResource(room, credentials.accountSid, url.origin);
  const asParticipant = (room: Room) => (participant: Participant) =>
    participantResource(
      room,
      participant,
      credentials.accountSid,
      url.origin,
      server.hall.now(),
    );

  if (sidOrName === undefined) {
    if (write) {
      return { statusCode: 201, body: asRoom(create(server, limits, data)) };
    }
    return {
      statusCode: 200,
      body: page("rooms", url, params, list(server, params).map(asRoom)),
    };
  }
  const room = server.hall.registry.find(sidOrName);
  if (!room) throw notFound(url);
  if (participants === undefined) {
    if (write) complete(server, room, data);
    return { statusCode: 200, body: asRoom(room) };
  }
  if (participants !== "Participants") throw notFound(url);
  if (person === undefined) {
    if (write) throw new RestError(405, 20004, "Method not allowed");
    const people = listPeople(room, params).map(asParticipant(room));
    return { statusCode: 200, body: page("participants", url, params, people) };
  }
  const participant = findPerson(room, person);
  if (!participant) throw notFound(url);
  if (write) disconnect(server, room, participant, data);
  return { statusCode: 200, body: asParticipant(room)(participant) };
}

function create(
  server: RoomsServer,
  limits: RoomsLimits,
  data: Map<string, string>,
): Room {
  const settings = readSettings(data, limits.participants);
  if (
    settings.uniqueName !== "" && server.hall.registry.find(settings.uniqueName)
  ) {
    throw new RestError(400, 53113, "Room exists");
  }
  const room = server.hall.create(settings);
  if (!room) throw new RestError(503, 53103, "Unable to create Room");
  server.wake();
  return room;
}

/** As Twilio: rooms in progress unless asked otherwise. */
function list(server: RoomsServer, params: Map<string, string>): Room[] {
  const status = params.get("Status") ?? "in-progress";
  const name = params.get("UniqueName");
  return server.hall.registry.all()
    .filter((room) => room.status === status)
    .filter((room) => name === undefined || room.uniqueName === name);
}

function complete(
  server: RoomsServer,
  room: Room,
  data: Map<string, string>,
): void {
  if (data.get("Status") !== "completed" || room.status === "completed") {
    throw new RestError(400, 53112, "Status is invalid");
  }
  server.hall.complete(room);
}

/** As Twilio: those connected in a room in progress, those who were in an ended one. */
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

/** By sid, or by the identity of somebody who is there. */
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
  room: Room,
  participant: Participant,
  data: Map<string, string>,
): void {
  if (
    data.get("Status") !== "disconnected" ||
    participant.state === "disconnected"
  ) {
    throw new RestError(400, 53112, "Status is invalid");
  }
  server.hall.remove(room, participant);
}

function pathOf(url: URL): string[] {
  try {
    return url.pathname.split("/").filter(Boolean).map(decodeURIComponent);
  } catch {
    throw notFound(url);
  }
}

function notFound(url: URL): RestError {
  return new RestError(
    404,
    20404,
    `The requested resource ${url.pathname} was not found`,
  );
}

/** The client gives plain objects; a real socket gives forms. */
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

/** Compares hashes, so that neither content nor length can be timed. */
function same(a: string, b: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(a), hash(b));
}
