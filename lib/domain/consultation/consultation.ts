import type {
  ArtistId,
  ConsultationId,
  PhotoId,
  ServiceId,
} from "@/lib/domain/basic/ids.ts";
import type { Instant } from "@/lib/domain/basic/instant.ts";
import type { Party } from "@/lib/domain/call/presence.ts";
import type { Rating } from "@/lib/domain/look/rating.ts";
import type { SentLook } from "@/lib/domain/look/sent_look.ts";
import { type AccessLinks, withoutReplaced } from "./access_links.ts";
import {
  NO_RECORDING,
  type Recording,
} from "@/lib/domain/recording/recording.ts";

/** The client, as they entered it. */
export interface Client {
  readonly name: string;
  readonly email: string;
  /** IANA name of the zone in which the client booked. */
  readonly zone: string;
  readonly note: string;
  /** E.164, and only if they asked for text messages. */
  readonly phone: string | null;
}

/** One intake question as it was asked, and the client's answer. */
export interface IntakeAnswer {
  readonly label: string;
  readonly answer: string;
}

interface Booking {
  readonly id: ConsultationId;
  /**
   * Increases with each reschedule or cancellation; links and reminders of
   * older versions are invalid.
   */
  readonly version: number;
  readonly artistId: ArtistId;
  readonly serviceId: ServiceId;
  /** The service's name when it was booked. */
  readonly serviceName: string;
  /**
   * What the client prepares, a tip in each line, as the service said when it
   * was booked; absent if it said nothing.
   */
  readonly prepare?: string;
  readonly client: Client;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** Until when the artist's time is held: the end plus the service's buffer. */
  readonly heldUntil: Instant;
  readonly intake: readonly IntakeAnswer[];
  /** Reference photos, in the client's order. */
  readonly photos: readonly PhotoId[];
  readonly requestedAt: Instant;
  /** When the client last changed their details, before the answer; absent if never. */
  readonly detailsChangedAt?: Instant;
}

/** A booking that nobody has confirmed. */
interface Unconfirmed extends Booking {
  /**
   * SHA-256 of the secrets in the mails that the request was received, base64url;
   * absent in records of older versions. A confirmation keeps them as its links.
   */
  readonly requestLinks?: readonly string[];
}

/**
 * The client's reminders, once per version: a day before, shortly before, and
 * when the artist is there and the client is not.
 */
export type Reminder = "day" | "soon" | "ready";

/** Who moved it last, and from which start. */
export interface LastMove {
  readonly by: Party | "admin";
  readonly from: Instant;
}

interface Reserved extends Booking, AccessLinks {
  readonly confirmedAt: Instant;
  /** When the current time was agreed: at the confirmation, or at the last reschedule. */
  readonly arrangedAt: Instant;
  /** Absent if it was never moved, and in records of older versions. */
  readonly lastMove?: LastMove;
  /** Reminders that were sent for this version. */
  readonly reminded: readonly Reminder[];
  /** Unguessable and reserved at confirmation; the room itself is created at the start. */
  readonly twilioRoomName: string;
}

/** `pending`: the session is live, and the room is being created. */
export type TwilioRoomStatus = "pending" | "in-progress" | "completed";

/** One join of one person, as the service reported it; see `attendance.ts` for its meaning. */
export interface Join {
  readonly party: Party;
  /** The video service's id of this join; a return is a new one. */
  readonly participantSid: string;
  readonly joinedAt: Instant;
  readonly leftAt: Instant | null;
}

interface CallSession extends Reserved {
  readonly sessionStartedAt: Instant;
  readonly twilioRoomSid: string | null;
  readonly twilioRoomStatus: TwilioRoomStatus;
  /** The first track recording that the service reported. */
  readonly recordingSid: string | null;
  readonly recording: Recording;
  readonly joins: readonly Join[];
  /** Absent if the look sheet was never mailed. */
  readonly lookSheetSent?: SentLook;
}

/** Who ended it. `system` is the sweep or the video service. */
export type EndedBy = Party | "admin" | "system";

export interface Requested extends Unconfirmed {
  readonly state: "requested";
}
export interface Confirmed extends Reserved {
  readonly state: "confirmed";
}
export interface Live extends CallSession {
  readonly state: "live";
}
export interface Ended extends CallSession {
  readonly state: "ended";
  readonly sessionEndedAt: Instant;
  readonly endedBy: EndedBy;
  /** The client's; absent until they give one. */
  readonly rating?: Rating;
}
export interface Declined extends Unconfirmed {
  readonly state: "declined";
  readonly declinedAt: Instant;
  readonly reason: string;
}
export interface Expired extends Unconfirmed {
  readonly state: "expired";
  readonly expiredAt: Instant;
}
export interface Cancelled extends Booking {
  readonly state: "cancelled";
  readonly cancelledAt: Instant;
  readonly cancelledBy: Party | "admin";
  /** The client withdrew the request before it was answered: no calendar has it. */
  readonly withdrawn?: true;
  /** Kept, so that the link can say "cancelled" instead of "unknown"; null if there was none yet. */
  readonly links: AccessLinks | null;
}
export interface NoShow extends Reserved {
  readonly state: "no_show";
  readonly noShowAt: Instant;
  /** Who was there and waited; absent in records of older versions. */
  readonly came?: Readonly<Record<Party, boolean>>;
}

/** What is left when everything about the client is deleted: `erasure.ts` says what, and why. */
export interface Erased extends Booking {
  readonly state: "erased";
  readonly erasedAt: Instant;
  readonly erasedBy: "artist" | "admin";
  /** Kept, so that the old link can say "erased" instead of "unknown". */
  readonly links: AccessLinks | null;
  readonly recordingSid: null;
  /** What the video service still has to delete, or has deleted. */
  readonly recording: Recording;
}

/**
 * One consultation. Waiting is not a state: it is presence, a lease beside the
 * record (`presence.ts`).
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

export type ConsultationState = Consultation["state"];

export type InState<S extends ConsultationState> = Extract<
  Consultation,
  { state: S }
>;

/** The label of every state, for people. */
export const STATE_LABEL: Readonly<Record<ConsultationState, string>> = {
  requested: "Requested",
  confirmed: "Confirmed",
  live: "Live now",
  ended: "Ended",
  declined: "Declined",
  expired: "Expired",
  cancelled: "Cancelled",
  no_show: "Nobody came",
  erased: "Erased",
};

/** The label of one consultation: of a missed one, who did not come. */
export function stateLabel(consultation: Consultation): string {
  if (consultation.state === "cancelled" && consultation.withdrawn) {
    return "Withdrawn";
  }
  if (consultation.state !== "no_show" || !consultation.came) {
    return STATE_LABEL[consultation.state];
  }
  const { client, artist } = consultation.came;
  if (client && artist) return "Not started";
  if (client) return "The artist did not come";
  return artist ? "The client did not come" : STATE_LABEL.no_show;
}

/** Whether the consultation still occupies its time in the artist's calendar. */
export const HOLDS_SLOT: Readonly<Record<ConsultationState, boolean>> = {
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

/** The links that were sent for it; none in requests of older versions. */
export function linksOf(consultation: Consultation): AccessLinks | null {
  if ("links" in consultation) return consultation.links;
  return "linkHash" in consultation
    ? consultation
    : withoutReplaced(consultation.requestLinks ?? []);
}

/** Returns whether nothing is left that time, or a repeat, could still change. */
export function isFinished(consultation: Consultation): boolean {
  switch (consultation.state) {
    case "requested":
    case "confirmed":
    case "live":
      return false;
    case "ended":
      // An open room costs money by the minute, and a recording that someone
      // asked to delete must be deleted.
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

/** Without a session nothing was recorded, and neither in records older than the recording feature. */
export function recordingOf(consultation: Consultation): Recording {
  return "recording" in consultation ? consultation.recording : NO_RECORDING;
}
