import type { RoomsCredentials, RoomsStore } from "@/lib/rooms/mod.ts";
import { keys, ranges } from "@/lib/adapters/kv/keys.ts";
import type { Store } from "@/lib/adapters/kv/store.ts";

/**
 * The embedded rooms' own account, created at the first start and kept: tokens
 * issued before a restart must stay valid.
 */
export async function embeddedCredentials(
  store: Store,
): Promise<RoomsCredentials> {
  const key = keys.embeddedRooms("credentials");
  const made: RoomsCredentials = {
    accountSid: `AC${hex(16)}`,
    apiKeySid: `SK${hex(16)}`,
    apiKeySecret: hex(32),
    authToken: hex(32),
  };
  // Of two processes that start at once, the first to write decides for both.
  await store.commit(
    store.atomic().check({ key, versionstamp: null }).set(key, made),
  );
  const kept = await store.get<RoomsCredentials>(key);
  return kept.value ?? made;
}

/** Rooms in progress, stored so that a call survives a restart of the process. */
export function createRoomsStore(store: Store): RoomsStore {
  return {
    async keys() {
      const entries = await store.list(ranges.embeddedRooms("rooms"));
      return entries.map((entry) => String(entry.key.at(-1)));
    },
    async get(key) {
      return (await store.get<Uint8Array>(keys.embeddedRooms("rooms", key)))
        .value;
    },
    async put(key, value) {
      await store.commit(
        store.atomic().set(keys.embeddedRooms("rooms", key), value),
      );
    },
    async delete(key) {
      await store.commit(
        store.atomic().delete(keys.embeddedRooms("rooms", key)),
      );
    },
  };
}

function hex(bytes: number): string {
  return Array.from(
    crypto.getRandomValues(new Uint8Array(bytes)),
    (byte) => byte.toString(16).padStart(2, "0"),
  ).join("");
}
