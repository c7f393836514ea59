import type { ArtistId, ServiceId } from "./ids.ts";

/** One studio per installation. */
export interface Studio {
  readonly name: string;
  /** IANA name, for example `Europe/Berlin`. */
  readonly zone: string;
  readonly contactEmail: string;
}

/** Weekly hours in the artist's own zone. `weekday` is ISO 8601: 1 is Monday. `to` may be `24:00`. */
export interface Hours {
  readonly weekday: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  readonly from: string;
  readonly to: string;
}

export interface Artist {
  readonly id: ArtistId;
  readonly name: string;
  readonly email: string;
  readonly zone: string;
  readonly bio: string;
  readonly hours: readonly Hours[];
  readonly services: readonly ServiceId[];
  /** How many minutes before the start a slot can still be booked. */
  readonly noticeMinutes: number;
  /** How many days ahead the diary is open. */
  readonly horizonDays: number;
}

export interface Service {
  readonly id: ServiceId;
  readonly name: string;
  readonly minutes: number;
  readonly description: string;
  readonly priceText: string;
}

/** Someone who signs in. An artist's account belongs to one artist; an admin's to none. */
export type Staff =
  | {
    readonly role: "artist";
    readonly email: string;
    readonly artistId: ArtistId;
  }
  | { readonly role: "admin"; readonly email: string; readonly name: string };
