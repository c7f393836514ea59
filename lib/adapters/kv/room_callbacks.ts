import { DAY } from "@/lib/domain/instant.ts";
import { keys } from "./keys.ts";
import type { Store } from "./store.ts";

/** Longer than a room may live (24 hours), so that no repeat is ever taken for news. */
const REMEMBERED = 2 * DAY;

/** Remembers which callbacks of a room have been seen, by their SequenceNumber. */
export function createRoomCallbacks(store: Store) {
  return {
    /** True for the first caller with this number; a replay or a repeat gets false. */
    async isNew(roomSid: string, sequence: number): Promise<boolean> {
      const key = keys.callback(roomSid, sequence);
      const result = await store.commit(
        store.atomic().check({ key, versionstamp: null })
          .set(key, true, { expireIn: REMEMBERED }),
      );
      return result.ok;
    },
  };
}

export type RoomCallbacks = ReturnType<typeof createRoomCallbacks>;
