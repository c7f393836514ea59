/** Calendar files, and the private addresses at which artists find theirs. */
import type { CalendarEntry } from "@/lib/domain/calendar_entry.ts";
import type { ArtistId } from "@/lib/domain/ids.ts";
import type { Instant } from "@/lib/domain/instant.ts";

/**
 * Entries as iCalendar files (RFC 5545), without a secret in them. The same
 * entries are always the same bytes.
 */
export interface CalendarFiles {
  /** One entry, to be downloaded. */
  file(entry: CalendarEntry): Promise<string>;
  /** A calendar to subscribe to. */
  feed(name: string, entries: readonly CalendarEntry[]): Promise<string>;
}

/** An artist's private calendar address. Its secret is shown once and never stored. */
export interface CalendarFeed {
  /** SHA-256 of the secret, base64url. */
  readonly hash: string;
  readonly madeAt: Instant;
}

export interface CalendarFeeds {
  of(artistId: ArtistId): Promise<CalendarFeed | null>;
  /** Whose feed this is, by its secret's hash. */
  byHash(hash: string): Promise<ArtistId | null>;
  /** In the place of the one before, if any, which dies; null ends it. */
  put(artistId: ArtistId, feed: CalendarFeed | null): Promise<void>;
}
