import type { RoomsCredentials, RoomsStore } from "@/lib/rooms/mod.ts";
import { keys } from "./keys.ts";
import type { Store } from "./store.ts";

/**
 * The embedded rooms' own account, made at the first start and kept: tokens that
 * were handed out before a restart must still be good after it.
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

/** Rooms in progress, kept so that a call survives a restart of the process. */
export function createRoomsStore(store: Store): RoomsStore {
  return {
    async keys() {
      const prefix = keys.embeddedRooms("rooms");
      const entries = await store.list({ prefix });
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
