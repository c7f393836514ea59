import type { ArtistId, PhotoId, ServiceId } from "./ids.ts";

/** One studio per installation. */
export interface Studio {
  readonly name: string;
  /** IANA name, for example `Europe/Berlin`. */
  readonly zone: string;
  readonly contactEmail: string;
  /** Until how many hours before the start a client may still move or cancel. */
  readonly clientChangesUntilHours: number;
}

/** Weekly hours in the artist's own zone. `weekday` is ISO 8601: 1 is Monday. `to` may be `24:00`. */
export interface Hours {
  readonly weekday: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  readonly from: string;
  readonly to: string;
}

/** What holds on one date of the artist's zone instead of the week's hours. Without hours: closed. */
export interface HoursException {
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly hours: readonly { readonly from: string; readonly to: string }[];
}

/** Away from the first day to the last, both included, in the artist's zone. */
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
  /** At most one for a date. */
  readonly exceptions: readonly HoursException[];
  /** Stronger than an exception. */
  readonly timeOff: readonly TimeOff[];
  readonly services: readonly ServiceId[];
  /** How many minutes before the start a slot can still be booked. */
  readonly noticeMinutes: number;
  /** How many days ahead the diary is open. */
  readonly horizonDays: number;
  /** Can neither be booked nor sign in any more; kept for what was booked. */
  readonly retired: boolean;
}

/** Asked of the client with the booking. */
export interface IntakeQuestion {
  /** A slug, unique within the service: the form's field. */
  readonly id: string;
  readonly label: string;
  /** `yes_no` and `choice` are answered with one of a few; `text` in words. */
  readonly kind: "text" | "choice" | "yes_no";
  /** Of a `choice`; empty otherwise. */
  readonly options: readonly string[];
  readonly required: boolean;
}

export interface Service {
  readonly id: ServiceId;
  readonly name: string;
  readonly minutes: number;
  /** Held free in the diary after the end. */
  readonly bufferMinutes: number;
  readonly description: string;
  readonly priceText: string;
  readonly picture: PhotoId | null;
  readonly questions: readonly IntakeQuestion[];
  /** No longer offered; kept for what was booked. */
  readonly retired: boolean;
}

/** Can this service be booked with this artist? */
export function offers(
  artist: Pick<Artist, "retired" | "services">,
  service: Pick<Service, "id" | "retired">,
): boolean {
  return !artist.retired && !service.retired &&
    artist.services.includes(service.id);
}

/** Someone who signs in. An artist's account belongs to one artist; an admin's to none. */
export type Staff =
  | {
    readonly role: "artist";
    readonly email: string;
    readonly artistId: ArtistId;
  }
  | { readonly role: "admin"; readonly email: string; readonly name: string };
