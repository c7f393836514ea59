import { readSignedForm, type SignatureOptions } from "./signed_form.ts";

export type { SignatureOptions } from "./signed_form.ts";

/** Fields of every callback. `timestamp` is epoch milliseconds. */
interface AboutRoom {
  readonly roomSid: string;
  readonly roomName: string;
  readonly roomStatus: string;
  /** Increases within a room; a repeated callback has the same number. */
  readonly sequenceNumber: number;
  readonly timestamp: number;
}

interface AboutParticipant extends AboutRoom {
  readonly participantSid: string;
  readonly participantIdentity: string;
}

/**
 * Twilio's callbacks about a room:
 * https://www.twilio.com/docs/video/api/status-callbacks#rooms-callback-events
 */
export type RoomCallback =
  | AboutRoom & { readonly type: "room-created" }
  | AboutRoom & {
    readonly type: "room-ended";
    readonly roomDuration: number | null;
  }
  | AboutParticipant & { readonly type: "participant-connected" }
  | AboutParticipant & {
    readonly type: "participant-disconnected";
    readonly participantDuration: number | null;
  }
  | AboutParticipant & {
    readonly type:
      | "track-added"
      | "track-removed"
      | "track-enabled"
      | "track-disabled";
    readonly trackSid: string;
    readonly trackKind: string;
  }
  | AboutRoom & {
    readonly type:
      | "recording-started"
      | "recording-completed"
      | "recording-failed";
    readonly recordingSid: string;
  }
  /** An unknown event; it is answered like the others. */
  | AboutRoom & { readonly type: "other"; readonly name: string };

export type CallbackReading =
  | { readonly ok: true; readonly event: RoomCallback }
  | { readonly ok: false; readonly status: 400 | 403 | 413 | 415 };

/**
 * Reads a status callback: a form (else 415) of bounded size (else 413), whose
 * `X-Twilio-Signature` covers the public URL and every parameter (else 403),
 * with the fields that its event needs (else 400). A signature contains no
 * time: stop replays by `sequenceNumber`.
 */
export async function readCallback(
  req: Request,
  options: SignatureOptions,
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
      return aboutParticipant(form, { ...about, type: name });
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
  form: URLSearchParams,
  { type, ...room }: AboutRoom & {
    readonly type: Extract<RoomCallback, AboutParticipant>["type"];
  },
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
