import { Buffer } from "node:buffer";
import { createHmac, timingSafeEqual } from "node:crypto";
import { readForm } from "./callback_body.ts";

/** Fields of every callback. `timestamp` is epoch milliseconds. */
interface AboutRoom {
  roomSid: string;
  roomName: string;
  roomStatus: string;
  /** Grows within a room; the same callback repeated has the same number. */
  sequenceNumber: number;
  timestamp: number;
}

interface AboutParticipant extends AboutRoom {
  participantSid: string;
  participantIdentity: string;
}

/**
 * What Twilio tells of a room:
 * https://www.twilio.com/docs/video/api/status-callbacks#rooms-callback-events
 */
export type RoomCallback =
  | AboutRoom & { type: "room-created" }
  | AboutRoom & { type: "room-ended"; roomDuration: number | null }
  | AboutParticipant & { type: "participant-connected" }
  | AboutParticipant & {
    type: "participant-disconnected";
    participantDuration: number | null;
  }
  | AboutParticipant & {
    type: "track-added" | "track-removed" | "track-enabled" | "track-disabled";
    trackSid: string;
    trackKind: string;
  }
  | AboutRoom & {
    type: "recording-started" | "recording-completed" | "recording-failed";
    recordingSid: string;
  }
  /** One that we know nothing of; it is answered like the others. */
  | AboutRoom & { type: "other"; name: string };

export type CallbackReading =
  | { ok: true; event: RoomCallback }
  | { ok: false; status: 400 | 403 | 413 | 415 };

export interface CallbackOptions {
  /** The account's auth token, which signs callbacks. */
  authToken: string;
  /** The URL as Twilio was given it: behind a proxy, the request's own URL is another. */
  publicUrl: string;
}

/**
 * Reads a status callback: a form (else 415) of bounded size (else 413), whose `X-Twilio-Signature`
 * covers the public URL and every parameter (else 403), with the fields that its event
 * needs (else 400). A signature has no time in it: stop replays by `sequenceNumber`.
 */
export async function readCallback(
  req: Request,
  { authToken, publicUrl }: CallbackOptions,
): Promise<CallbackReading> {
  const form = await readForm(req);
  if (typeof form === "number") return { ok: false, status: form };
  const signature = req.headers.get("x-twilio-signature") ?? "";
  if (!isSigned(signature, authToken, publicUrl, form)) {
    return { ok: false, status: 403 };
  }
  const event = eventOf(form);
  return event ? { ok: true, event } : { ok: false, status: 400 };
}

/** Twilio signs the URL with or without its default port. Both are computed, so nothing is timed. */
function isSigned(
  signature: string,
  authToken: string,
  url: string,
  form: URLSearchParams,
): boolean {
  const given = Buffer.from(signature, "base64");
  return portVariants(url)
    .map((url) => expectedSignature(authToken, url, form))
    .map((expected) =>
      given.length === expected.length && timingSafeEqual(given, expected)
    )
    .includes(true);
}

/** https://www.twilio.com/docs/usage/security#validating-requests */
function expectedSignature(
  authToken: string,
  url: string,
  form: URLSearchParams,
): Buffer {
  const names = [...new Set(form.keys())].sort();
  const text = names.reduce(
    (text, name) =>
      [...new Set(form.getAll(name))].sort().reduce(
        (t, v) => t + name + v,
        text,
      ),
    url,
  );
  return createHmac("sha1", authToken).update(text, "utf8").digest();
}

function portVariants(url: string): string[] {
  const match = /^(https?):\/\/([^/?#:]+|\[[^\]]*\])(:\d+)?(.*)$/s.exec(url);
  if (!match) return [url];
  const [, scheme, host, port, rest] = match;
  const usual = scheme === "https" ? ":443" : ":80";
  return [
    url,
    `${scheme}://${host}${port ?? usual}${rest}`,
    `${scheme}://${host}${rest}`,
  ];
}

function eventOf(form: URLSearchParams): RoomCallback | null {
  const name = form.get("StatusCallbackEvent");
  const about = aboutRoom(form);
  if (!name || !about) return null;
  switch (name) {
    case "room-created":
      return { ...about, type: name };
    case "room-ended":
      return {
        ...about,
        type: name,
        roomDuration: count(form.get("RoomDuration")),
      };
    case "participant-connected":
    case "participant-disconnected":
    case "track-added":
    case "track-removed":
    case "track-enabled":
    case "track-disabled":
      return aboutParticipant(name, about, form);
    case "recording-started":
    case "recording-completed":
    case "recording-failed": {
      const recordingSid = form.get("RecordingSid");
      return recordingSid ? { ...about, type: name, recordingSid } : null;
    }
    default:
      return { ...about, type: "other", name };
  }
}

function aboutRoom(form: URLSearchParams): AboutRoom | null {
  const roomSid = form.get("RoomSid");
  const sequenceNumber = count(form.get("SequenceNumber"));
  const timestamp = Date.parse(form.get("Timestamp") ?? "");
  if (!roomSid || sequenceNumber === null || Number.isNaN(timestamp)) {
    return null;
  }
  return {
    roomSid,
    roomName: form.get("RoomName") || roomSid,
    roomStatus: form.get("RoomStatus") ?? "",
    sequenceNumber,
    timestamp,
  };
}

function aboutParticipant(
  type: Extract<RoomCallback, AboutParticipant>["type"],
  room: AboutRoom,
  form: URLSearchParams,
): RoomCallback | null {
  const participantSid = form.get("ParticipantSid");
  const participantIdentity = form.get("ParticipantIdentity");
  if (!participantSid || !participantIdentity) return null;
  const about = { ...room, participantSid, participantIdentity };
  if (type === "participant-connected") return { ...about, type };
  if (type === "participant-disconnected") {
    return {
      ...about,
      type,
      participantDuration: count(form.get("ParticipantDuration")),
    };
  }
  const trackSid = form.get("TrackSid");
  return trackSid
    ? { ...about, type, trackSid, trackKind: form.get("TrackKind") ?? "" }
    : null;
}

function count(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
