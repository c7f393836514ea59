/**
 * The contract between the pages and the API: other fields do not compile, on
 * the server or on a page. Route tests check the codes of an endpoint's refusals
 * at run time. A browser imports only its types.
 */
import type { GenericSchema } from "valibot";
import { BOOKING } from "./booking.ts";
import { CALL } from "./call.ts";
import { CHAT } from "./chat.ts";
import { CONSULTATION } from "./consultation.ts";
import { CONSULTATION_CHANGES } from "./consultation_changes.ts";
import type { Endpoint, In, Out } from "./endpoint.ts";
import { LOOK } from "./look.ts";
import { NOTES } from "./notes.ts";
import { RECORDING } from "./recording.ts";
import {
  BODY_REFUSALS,
  CHANGE_REFUSALS,
  COMMON_REFUSALS,
  STREAM_REFUSALS,
  type WireRefusalCode,
} from "./refusal.ts";
import { STILLS } from "./stills.ts";
import { STAFF } from "./staff.ts";
import { SYSTEM } from "./system.ts";
import { WAITING_ROOM } from "./waiting_room.ts";

export const ENDPOINTS = {
  ...BOOKING,
  ...CONSULTATION,
  ...CONSULTATION_CHANGES,
  ...WAITING_ROOM,
  ...CHAT,
  ...CALL,
  ...RECORDING,
  ...STILLS,
  ...LOOK,
  ...NOTES,
  ...STAFF,
  ...SYSTEM,
};

type Table = typeof ENDPOINTS;

/** A method and a path: `POST /api/entry/:id`. */
export type EndpointName = keyof Table;

type With<Field extends string> = {
  [Name in EndpointName]: Field extends keyof Table[Name] ? Name : never;
}[EndpointName];

export type BodyName = With<"body">;
export type FormName = With<"form">;
export type FileName = With<"file">;
export type StreamName = With<"events">;

/** The JSON of a success; null if there is none. */
export type AnswerOf<Name extends EndpointName> = Table[Name]["answer"] extends
  infer Schema extends GenericSchema ? Out<Schema> : null;

/** A body as it is sent. */
export type BodyOf<Name extends EndpointName> = Table[Name] extends
  { readonly body: infer Schema extends GenericSchema } ? In<Schema>
  : undefined;

/** A body as the server reads it. */
export type ParsedBodyOf<Name extends EndpointName> = Table[Name] extends
  { readonly body: infer Schema extends GenericSchema } ? Out<Schema>
  : undefined;

/** The data of each event of a stream, by the event's name. */
export type EventsOf<Name extends StreamName> = {
  readonly [Event in keyof Table[Name]["events"]]:
    Table[Name]["events"][Event] extends infer Schema extends GenericSchema
      ? Out<Schema>
      : never;
};

/** The names of a path's parameters: `id`, `photo`. */
export type ParamsOf<Name extends string> = Name extends
  `${string}:${infer Param}/${infer Rest}` ? Param | ParamsOf<Rest>
  : Name extends `${string}:${infer Param}` ? Param
  : never;

export const ENDPOINT_NAMES = Object.keys(
  ENDPOINTS,
) as readonly EndpointName[];

/** Everything that an endpoint may refuse. */
export function refusalsOf(name: EndpointName): readonly WireRefusalCode[] {
  const { body, invalidBodyCode, events, refusals } = endpointOf(name);
  return [
    ...new Set([
      ...COMMON_REFUSALS,
      ...(name.startsWith("GET ") ? [] : CHANGE_REFUSALS),
      ...(body === undefined ? [] : BODY_REFUSALS),
      ...(events === undefined ? [] : STREAM_REFUSALS),
      ...(body === undefined || invalidBodyCode
        ? []
        : ["invalid_input"] as const),
      ...refusals,
    ]),
  ];
}

export function endpointOf(name: EndpointName): Endpoint {
  return ENDPOINTS[name];
}
