import type { Description, Ice } from "./peer_connection.ts";

/** A track as its publisher describes it. */
export interface ClaimedTrack {
  id: string;
  name: string;
  kind: "audio" | "video" | "data";
  enabled: boolean;
  priority: string;
}

/** The whole state of the client's own participant; `revision` grows with each change. */
export interface Claim {
  revision: number;
  tracks: ClaimedTrack[];
}

/** A client's update of one PeerConnection. */
export interface PeerConnectionUpdate {
  id: string;
  description?: Description;
  ice?: Ice;
}

/** A client's message inside `hello` and `msg`. */
export type ClientMessage =
  | { type: "ice"; token: unknown }
  | {
    type: "connect";
    token: unknown;
    name: string | null;
    subscribes: boolean;
    participant: Claim;
    peerConnections: PeerConnectionUpdate[];
  }
  | {
    type: "sync";
    token: unknown;
    session: string;
    participant: Claim;
    peerConnections: PeerConnectionUpdate[];
  }
  | {
    type: "update";
    session: string;
    participant: Claim | null;
    peerConnections: PeerConnectionUpdate[];
  }
  | { type: "disconnect"; session: string };

const most = { tracks: 32, peerConnections: 64, candidates: 512, text: 512 };

/**
 * Reads a signalling message and keeps only the fields that the rooms use, so
 * that nothing else of a client's input is stored or forwarded.
 *
 * @returns null when it is malformed (the refusal is 53004)
 */
export function readMessage(body: unknown): ClientMessage | null {
  try {
    return read(object(body));
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}

class Malformed extends Error {}

function read(body: Fields): ClientMessage {
  const type = body["type"];
  const token = body["token"];
  switch (type) {
    case "ice":
      return { type, token };
    case "connect":
      return {
        type,
        token,
        name: body["name"] == null ? null : text(body["name"]),
        subscribes: subscribes(body["subscribe"]),
        participant: claim(body["participant"]),
        peerConnections: peerConnections(body["peer_connections"]),
      };
    case "sync":
      return {
        type,
        token,
        session: text(body["session"]),
        participant: claim(body["participant"]),
        peerConnections: peerConnections(body["peer_connections"]),
      };
    case "update":
      return {
        type,
        session: text(body["session"]),
        participant: body["participant"] == null
          ? null
          : claim(body["participant"]),
        peerConnections: peerConnections(body["peer_connections"]),
      };
    case "disconnect":
      return { type, session: text(body["session"]) };
    default:
      throw new Malformed();
  }
}

function claim(value: unknown): Claim {
  const fields = object(value);
  const tracks = list(fields["tracks"], most.tracks).map(claimedTrack);
  if (new Set(tracks.map((track) => track.id)).size !== tracks.length) {
    throw new Malformed();
  }
  return { revision: revision(fields["revision"]), tracks };
}

function claimedTrack(value: unknown): ClaimedTrack {
  const fields = object(value);
  const kind = fields["kind"];
  if (kind !== "audio" && kind !== "video" && kind !== "data") {
    throw new Malformed();
  }
  return {
    id: text(fields["id"]),
    name: text(fields["name"]),
    kind,
    enabled: fields["enabled"] !== false,
    priority: fields["priority"] == null
      ? "standard"
      : text(fields["priority"]),
  };
}

/** Automatic subscription is on unless the first rule excludes everything. */
function subscribes(value: unknown): boolean {
  if (value == null) return true;
  const rules = object(value)["rules"];
  return rules == null ||
    !list(rules, 100).some((rule) => object(rule)["type"] === "exclude");
}

function peerConnections(value: unknown): PeerConnectionUpdate[] {
  if (value == null) return [];
  return list(value, most.peerConnections).map((item) => {
    const fields = object(item);
    return {
      id: text(fields["id"]),
      ...(fields["description"] == null
        ? {}
        : { description: description(fields["description"]) }),
      ...(fields["ice"] == null ? {} : { ice: ice(fields["ice"]) }),
    };
  });
}

function description(value: unknown): Description {
  const fields = object(value);
  const type = fields["type"];
  switch (type) {
    case "close":
      // Nobody reads the revision of a client's own close.
      return {
        type,
        revision: fields["revision"] == null ? 0 : revision(fields["revision"]),
      };
    case "offer":
    case "answer":
      if (typeof fields["sdp"] !== "string") throw new Malformed();
      return {
        type,
        revision: revision(fields["revision"]),
        sdp: fields["sdp"],
      };
    default:
      throw new Malformed();
  }
}

function ice(value: unknown): Ice {
  const fields = object(value);
  return {
    ufrag: text(fields["ufrag"]),
    revision: revision(fields["revision"]),
    candidates: list(fields["candidates"], most.candidates).map(candidate),
    ...(fields["complete"] === true ? { complete: true } : {}),
  };
}

function candidate(value: unknown): Record<string, unknown> {
  const fields = object(value);
  const kept: Record<string, unknown> = {
    candidate: text(fields["candidate"], { shortest: 0, longest: 1024 }),
  };
  for (const name of ["sdpMid", "usernameFragment"]) {
    if (fields[name] != null) kept[name] = text(fields[name], { shortest: 0 });
  }
  if (fields["sdpMLineIndex"] != null) {
    kept["sdpMLineIndex"] = revision(fields["sdpMLineIndex"]);
  }
  return kept;
}

type Fields = Record<string, unknown>;

function object(value: unknown): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Malformed();
  }
  return value as Fields;
}

function list(value: unknown, longest: number): unknown[] {
  if (!Array.isArray(value) || value.length > longest) throw new Malformed();
  return value;
}

function text(
  value: unknown,
  { shortest = 1, longest = most.text }: {
    readonly shortest?: number;
    readonly longest?: number;
  } = {},
): string {
  if (
    typeof value !== "string" || value.length < shortest ||
    value.length > longest
  ) {
    throw new Malformed();
  }
  return value;
}

function revision(value: unknown): number {
  if (!Number.isSafeInteger(value) || (value as number) < 0) {
    throw new Malformed();
  }
  return value as number;
}
