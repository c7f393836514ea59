import type { ArtistId, ConsultationId, PhotoId, ServiceId } from "./ids.ts";
import type { Instant } from "./instant.ts";
import type { Party } from "./presence.ts";
import type { Links } from "./links.ts";
import { NO_RECORDING, type Recording } from "./recording.ts";

/** Who the consultation is for, as they typed it. */
export interface Client {
  readonly name: string;
  readonly email: string;
  /** IANA name of the zone in which the client booked. */
  readonly zone: string;
  readonly note: string;
  /** E.164, and only if they asked for text messages. */
  readonly phone: string | null;
}

/** One intake question as it was put, and the client's answer. */
export interface IntakeAnswer {
  readonly label: string;
  readonly answer: string;
}

interface Booking {
  readonly id: ConsultationId;
  /** Rises with each reschedule or cancel; links and reminders of older versions are dead. */
  readonly version: number;
  readonly artistId: ArtistId;
  readonly serviceId: ServiceId;
  /** The service's name when it was booked. */
  readonly serviceName: string;
  readonly client: Client;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** The artist's time is held until here: the end, and the service's buffer. */
  readonly heldUntil: Instant;
  readonly intake: readonly IntakeAnswer[];
  /** Reference photos, in the client's order. */
  readonly photos: readonly PhotoId[];
  readonly requestedAt: Instant;
}

/**
 * What the client is reminded of, once per version: a day before, shortly
 * before, and when the artist is there and the client is not.
 */
export type Reminder = "day" | "soon" | "ready";

interface Reserved extends Booking, Links {
  readonly confirmedAt: Instant;
  /** When the present time was agreed: at the confirmation, or at the last reschedule. */
  readonly arrangedAt: Instant;
  /** What has been sent for this version. */
  readonly reminded: readonly Reminder[];
  /** Unguessable, reserved at confirmation; the room itself is made at the start. */
  readonly twilioRoomName: string;
}

/** `pending`: we are live, and the room is being made. */
export type TwilioRoomStatus = "pending" | "in-progress" | "completed";

/** One stay of one person in the call, as the service told of it; see `joins.ts` for what it means. */
export interface Join {
  readonly party: Party;
  /** The video service's id of this stay; a return is a new one. */
  readonly participantSid: string;
  readonly joinedAt: Instant;
  readonly leftAt: Instant | null;
}

interface Session extends Reserved {
  readonly sessionStartedAt: Instant;
  readonly twilioRoomSid: string | null;
  readonly twilioRoomStatus: TwilioRoomStatus;
  /** The first track's recording that the service told of. */
  readonly recordingSid: string | null;
  readonly recording: Recording;
  readonly joins: readonly Join[];
}

/** Who brought about an end. `system` is the sweeper or the video service. */
export type EndedBy = Party | "admin" | "system";

export interface Requested extends Booking {
  readonly state: "requested";
}
export interface Confirmed extends Reserved {
  readonly state: "confirmed";
}
export interface Live extends Session {
  readonly state: "live";
}
export interface Ended extends Session {
  readonly state: "ended";
  readonly sessionEndedAt: Instant;
  readonly endedBy: EndedBy;
}
export interface Declined extends Booking {
  readonly state: "declined";
  readonly declinedAt: Instant;
  readonly reason: string;
}
export interface Expired extends Booking {
  readonly state: "expired";
  readonly expiredAt: Instant;
}
export interface Cancelled extends Booking {
  readonly state: "cancelled";
  readonly cancelledAt: Instant;
  readonly cancelledBy: Party | "admin";
  /** Kept, so that the link can say "cancelled" instead of "unknown"; null where there was none yet. */
  readonly links: Links | null;
}
export interface NoShow extends Reserved {
  readonly state: "no_show";
  readonly noShowAt: Instant;
}

/** What is left when everything about the client has gone: `erasure.ts` says what, and why. */
export interface Erased extends Booking {
  readonly state: "erased";
  readonly erasedAt: Instant;
  readonly erasedBy: "artist" | "admin";
  /** Kept, so that the old link can say "erased" instead of "unknown". */
  readonly links: Links | null;
  readonly recordingSid: null;
  /** What the video service still has to delete, or has deleted. */
  readonly recording: Recording;
}

/**
 * One consultation. Waiting is not among the states: it is presence, a lease
 * beside the record (`presence.ts`).
 */
export type Consultation =
  | Requested
  | Confirmed
  | Live
  | Ended
  | Declined
  | Expired
  | Cancelled
  | NoShow
  | Erased;

export type State = Consultation["state"];

export type InState<S extends State> = Extract<Consultation, { state: S }>;

/** Every state in words, for people. */
export const STATE_LABEL: Readonly<Record<State, string>> = {
  requested: "Waiting for an answer",
  confirmed: "Confirmed",
  live: "In session",
  ended: "Ended",
  declined: "Declined",
  expired: "Not answered in time",
  cancelled: "Cancelled",
  no_show: "Nobody came",
  erased: "Erased",
};

/** Does the consultation still hold its place in the diary? */
export const HOLDS_SLOT: Readonly<Record<State, boolean>> = {
  requested: true,
  confirmed: true,
  live: true,
  ended: true,
  declined: false,
  expired: false,
  cancelled: false,
  no_show: true,
  erased: false,
};

/** The links that were sent for it; none before the confirmation. */
export function linksOf(consultation: Consultation): Links | null {
  if ("links" in consultation) return consultation.links;
  return "linkHash" in consultation ? consultation : null;
}

/** Is there nothing left that time, or a repeat, could still bring about? */
export function isFinished(consultation: Consultation): boolean {
  switch (consultation.state) {
    case "requested":
    case "confirmed":
    case "live":
      return false;
    case "ended":
      // A room that is still open costs money by the minute, and a recording
      // that somebody wants gone is to go.
      return consultation.twilioRoomStatus === "completed" &&
        recordingOf(consultation).state !== "deleting";
    case "erased":
      return recordingOf(consultation).state !== "deleting";
    case "declined":
    case "expired":
    case "cancelled":
    case "no_show":
      return true;
  }
}

/** Where there was no session yet, nothing was recorded; nor in records older than recording. */
export function recordingOf(consultation: Consultation): Recording {
  return "recording" in consultation ? consultation.recording : NO_RECORDING;
}
