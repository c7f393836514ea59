import type { ArtistId } from "@/lib/domain/basic/ids.ts";
import type { CalendarFeed, CalendarFeeds } from "@/lib/ports/mod.ts";
import { keys } from "./keys.ts";
import type { Store } from "./store.ts";

export function createCalendarFeeds(store: Store): CalendarFeeds {
  return {
    of: async (artistId) =>
      (await store.get<CalendarFeed>(keys.calendarFeed(artistId))).value,
    byHash: async (hash) =>
      (await store.get<ArtistId>(keys.calendarFeedByHash(hash))).value,
    // Conditional, so that of two simultaneous renewals the first one's address
    // is revoked too.
    put: (artistId, feed) =>
      store.update<CalendarFeed, void>(
        keys.calendarFeed(artistId),
        ({ key, value: before }, operation) => {
          if (before) operation.delete(keys.calendarFeedByHash(before.hash));
          if (feed === null) operation.delete(key);
          else {
            operation.set(key, feed)
              .set(keys.calendarFeedByHash(feed.hash), artistId);
          }
          return { write: operation, answer: undefined };
        },
      ),
  };
}
