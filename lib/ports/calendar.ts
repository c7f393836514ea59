/** Calendar files, and the private addresses of artists' calendars. */
import type { CalendarEntry } from "@/lib/domain/calendar/calendar_entry.ts";
import type { ArtistId } from "@/lib/domain/basic/ids.ts";
import type { Instant } from "@/lib/domain/basic/instant.ts";

/**
 * Entries as iCalendar files (RFC 5545), without secrets. The same entries are
 * always the same bytes.
 */
export interface CalendarFiles {
  /** One entry, to download. */
  file(entry: CalendarEntry): Promise<string>;
  /** A calendar to subscribe to. */
  feed(name: string, entries: readonly CalendarEntry[]): Promise<string>;
}

/**
 * What makes an entry the same entry in calendars: the right side of its UID,
 * and its organizer's address (RFC 5546, 3.2.2). Fixed in the store at the first
 * start, so that updates still match after the studio has moved to another
 * domain or mail address.
 */
export interface CalendarIdentity {
  /** The right side of every UID. */
  readonly host: string;
  readonly organizerEmail: string;
}

export interface CalendarIdentities {
  /** The stored identity; the first caller's, if there is none yet. */
  settle(first: CalendarIdentity): Promise<CalendarIdentity>;
}

/** An artist's private calendar address. Its secret is shown once and never stored. */
export interface CalendarFeed {
  /** SHA-256 of the secret, base64url. */
  readonly hash: string;
  readonly madeAt: Instant;
}

export interface CalendarFeeds {
  of(artistId: ArtistId): Promise<CalendarFeed | null>;
  /** Finds the artist by the hash of the secret. */
  byHash(hash: string): Promise<ArtistId | null>;
  /** Replaces the current feed; the old address stops working. `null` removes it. */
  put(artistId: ArtistId, feed: CalendarFeed | null): Promise<void>;
}
