import { DAY } from "@/lib/domain/basic/instant.ts";
import { keys } from "@/lib/adapters/kv/keys.ts";
import type { Store } from "@/lib/adapters/kv/store.ts";

/** Longer than a room can live (24 hours), so that no repeat counts as new. */
const REMEMBERED = 2 * DAY;

/** Remembers which callbacks of a room have been seen, by their SequenceNumber. */
export function createRoomCallbacks(store: Store) {
  return {
    async wasSeen(roomSid: string, sequence: number): Promise<boolean> {
      const entry = await store.get(keys.callback(roomSid, sequence));
      return entry.versionstamp !== null;
    },
    /** Marked after the event took effect: after a crash in between, a repeat is welcome. */
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
