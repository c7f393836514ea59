import { DAY } from "@/lib/domain/instant.ts";
import { keys } from "./keys.ts";
import type { Store } from "./store.ts";

/** Longer than a room may live (24 hours), so that no repeat is ever taken for news. */
const REMEMBERED = 2 * DAY;

/** Remembers which callbacks of a room have been seen, by their SequenceNumber. */
export function createRoomCallbacks(store: Store) {
  return {
    async wasSeen(roomSid: string, sequence: number): Promise<boolean> {
      const entry = await store.get(keys.callback(roomSid, sequence));
      return entry.versionstamp !== null;
    },
    /** Said after the event took effect: a crash before means that a repeat is welcome. */
    async markSeen(roomSid: string, sequence: number): Promise<void> {
      await store.commit(
        store.atomic().set(keys.callback(roomSid, sequence), true, {
          expireIn: REMEMBERED,
        }),
      );
    },
  };
}

export type RoomCallbacks = ReturnType<typeof createRoomCallbacks>;
