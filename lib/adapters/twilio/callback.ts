import { type CallbackOptions, readSignedForm } from "./signed_form.ts";

export type { CallbackOptions } from "./signed_form.ts";

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

/**
 * Reads a status callback: a form (else 415) of bounded size (else 413), whose `X-Twilio-Signature`
 * covers the public URL and every parameter (else 403), with the fields that its event
 * needs (else 400). A signature has no time in it: stop replays by `sequenceNumber`.
 */
export async function readCallback(
  req: Request,
  options: CallbackOptions,
): Promise<CallbackReading> {
  const form = await readSignedForm(req, options);
  if (typeof form === "number") return { ok: false, status: form };
  const event = eventOf(form);
  return event ? { ok: true, event } : { ok: false, status: 400 };
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
