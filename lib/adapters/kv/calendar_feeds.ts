import type { ArtistId } from "@/lib/domain/ids.ts";
import {
  type CalendarFeed,
  type CalendarFeeds,
  StoreUnavailable,
} from "@/lib/ports.ts";
import { keys } from "./keys.ts";
import type { Store } from "./store.ts";

/** At most this many pages renew one artist's address at the same moment. */
const ROUNDS = 10;

export function createCalendarFeeds(store: Store): CalendarFeeds {
  return {
    of: async (artistId) =>
      (await store.get<CalendarFeed>(keys.calendarFeed(artistId))).value,
    byHash: async (hash) =>
      (await store.get<ArtistId>(keys.calendarFeedByHash(hash))).value,
    async put(artistId, feed) {
      const key = keys.calendarFeed(artistId);
      // Checked, so that of two renewals at once the first one's address dies too.
      for (let round = 0; round < ROUNDS; round++) {
        const before = await store.get<CalendarFeed>(key);
        const operation = store.atomic().check(before);
        if (before.value) {
          operation.delete(keys.calendarFeedByHash(before.value.hash));
        }
        if (feed === null) operation.delete(key);
        else {
          operation.set(key, feed)
            .set(keys.calendarFeedByHash(feed.hash), artistId);
        }
        if ((await store.commit(operation)).ok) return;
      }
      throw new StoreUnavailable("The calendar's address could not be written");
    },
  };
}
