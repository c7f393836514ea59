import type { ArtistId, PhotoId, ServiceId } from "@/lib/domain/basic/ids.ts";

/** One studio per installation. */
export interface Studio {
  readonly name: string;
  /** IANA name, for example `Europe/Berlin`. */
  readonly zone: string;
  readonly contactEmail: string;
  /** Until how many hours before the start a client may move or cancel. */
  readonly clientChangesUntilHours: number;
}

/** Weekly hours in the artist's own zone. `weekday` is ISO 8601: 1 is Monday. `to` may be `24:00`. */
export interface Hours {
  readonly weekday: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  readonly from: string;
  readonly to: string;
}

/** Replaces the weekly hours on one date, in the artist's zone. Without hours: closed. */
export interface HoursException {
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly hours: readonly { readonly from: string; readonly to: string }[];
}

/** Away from the first to the last day, inclusive, in the artist's zone. */
export interface TimeOff {
  /** `YYYY-MM-DD` */
  readonly from: string;
  /** `YYYY-MM-DD` */
  readonly to: string;
}

export interface Artist {
  readonly id: ArtistId;
  readonly name: string;
  readonly email: string;
  readonly zone: string;
  readonly bio: string;
  readonly hours: readonly Hours[];
  /** At most one per date. */
  readonly exceptions: readonly HoursException[];
  /** Takes precedence over exceptions. */
  readonly timeOff: readonly TimeOff[];
  readonly services: readonly ServiceId[];
  /** The minimum notice, in minutes before the start, for a booking. */
  readonly noticeMinutes: number;
  /** How many days ahead clients can book. */
  readonly horizonDays: number;
  /** Can neither be booked nor sign in any more; kept for existing bookings. */
  readonly retired: boolean;
}

/** Asked of the client during booking. */
export interface IntakeQuestion {
  /** A slug, unique within the service: the form's field. */
  readonly id: string;
  readonly label: string;
  /** `yes_no` and `choice` are answered with one of a few options; `text` with free text. */
  readonly kind: "text" | "choice" | "yes_no";
  /** For a `choice`; empty otherwise. */
  readonly options: readonly string[];
  readonly required: boolean;
}

export interface Service {
  readonly id: ServiceId;
  readonly name: string;
  readonly minutes: number;
  /** Kept free in the artist's calendar after the end. */
  readonly bufferMinutes: number;
  readonly description: string;
  readonly priceText: string;
  /**
   * What a client prepares for it, a tip in each line; empty for the general
   * tips. Absent in records of older versions.
   */
  readonly prepare?: string;
  readonly picture: PhotoId | null;
  readonly questions: readonly IntakeQuestion[];
  /** No longer offered; kept for existing bookings. */
  readonly retired: boolean;
}

/** Returns whether this service can be booked with this artist. */
export function offers(
  artist: Pick<Artist, "retired" | "services">,
  service: Pick<Service, "id" | "retired">,
): boolean {
  return !artist.retired && !service.retired &&
    artist.services.includes(service.id);
}

/** A person who signs in. An artist's account belongs to one artist; an admin's to none. */
export type Staff =
  & {
    readonly email: string;
    /**
     * Distinguishes this account from earlier ones with the same address, whose
     * sessions must not return with it. Absent in records of older versions.
     */
    readonly epoch?: string;
  }
  & (
    | { readonly role: "artist"; readonly artistId: ArtistId }
    | { readonly role: "admin"; readonly name: string }
  );
