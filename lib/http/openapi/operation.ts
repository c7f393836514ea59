import {
  type EndpointName,
  endpointOf,
  refusalsOf,
} from "@/lib/wire/endpoints.ts";
import type { Endpoint } from "@/lib/wire/endpoint.ts";
import type { WireRefusalCode } from "@/lib/wire/refusal.ts";
import { httpStatusOf } from "@/lib/http/refusals.ts";
import { answerSchema, bodySchema, type Json } from "./schemas.ts";

/** One endpoint as an operation of OpenAPI 3.1. */
export function operationOf(name: EndpointName): Json {
  const endpoint = endpointOf(name);
  const parameters = parametersOf(name, endpoint);
  const requestBody = requestBodyOf(endpoint);
  return {
    summary: endpoint.summary,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(requestBody === null ? {} : { requestBody }),
    security: securityOf(endpoint),
    responses: { ...successOf(endpoint), ...refusalsByStatus(name) },
  };
}

/** The names of a path's parameters, as OpenAPI writes them too. */
export function parameterNames(path: string): string[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!);
}

function parametersOf(
  name: EndpointName,
  { sessions, query = {} }: Endpoint,
): Json[] {
  const names = parameterNames(name);
  const asked = Object.entries(query).map(([name, description]) => ({
    name,
    in: "query",
    required: false,
    description,
    schema: { type: "string" },
  }));
  const path = names.map((name) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const several = names.includes("id") && sessions.includes("client");
  return several
    ? [...path, sessionParameter(sessions), ...asked]
    : [...path, ...asked];
}

function sessionParameter(sessions: Endpoint["sessions"]): Json {
  return {
    name: "session",
    in: "query",
    required: false,
    description:
      "Which of the browser's own sessions is meant, where it has several.",
    schema: { enum: sessions },
  };
}

function securityOf({ sessions }: Endpoint): Json[] {
  const staff = sessions.includes("artist") || sessions.includes("admin");
  return [
    ...(staff ? [{ staffSession: [] }] : []),
    ...(sessions.includes("client") ? [{ clientSession: [] }] : []),
  ];
}

function requestBodyOf({ body, form, upload }: Endpoint): Json | null {
  if (upload) return { required: true, content: bytes(upload) };
  if (!body) return null;
  const schema = bodySchema(body);
  return {
    content: {
      "application/json": { schema },
      ...(form ? { "application/x-www-form-urlencoded": { schema } } : {}),
    },
  };
}

function successOf({ answer, events, file, form, status }: Endpoint): Json {
  const content = {
    ...(answer ? { "application/json": { schema: answerSchema(answer) } } : {}),
    ...(events ? { "text/event-stream": { schema: eventSchema(events) } } : {}),
    ...(file ? bytes(file) : {}),
  };
  return {
    [status]: {
      description: status === 204 ? "Done." : "The answer.",
      ...(status === 204 ? {} : { content }),
    },
    ...(form
      ? {
        303: {
          description: "A plain form is led to the page with the result.",
          headers: { location: { schema: { type: "string" } } },
        },
      }
      : {}),
  };
}

/** Each event's name and data, as server-sent events have them. */
function eventSchema(events: NonNullable<Endpoint["events"]>): Json {
  return {
    oneOf: Object.entries(events).map(([event, data]) => ({
      type: "object",
      properties: { event: { const: event }, data: answerSchema(data) },
      required: ["event", "data"],
    })),
  };
}

function bytes(types: readonly string[]): Json {
  return Object.fromEntries(types.map((type) => [type, {}]));
}

/** For each status its possible codes, with their messages. */
function refusalsByStatus(name: EndpointName): Json {
  const byStatus = Map.groupBy(refusalsOf(name), httpStatusOf);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [status, refused(codes)]),
  );
}

function refused(codes: readonly WireRefusalCode[]): Json {
  return {
    description: `Refused: ${codes.join(", ")}.`,
    content: {
      "application/json": {
        schema: {
          allOf: [{ $ref: "#/components/schemas/Refusal" }, {
            properties: { error: { properties: { code: { enum: codes } } } },
          }],
        },
      },
    },
  };
}
