import type { AcceptedKey } from "@/lib/ports.ts";
import { keys } from "./keys.ts";
import type { Store } from "./store.ts";

/** One entry for the account. The last one to write is right: its request was just accepted. */
export function createAcceptedKey(store: Store): AcceptedKey {
  const key = keys.acceptedTwilioKey();
  const read = async () => (await store.get<string>(key)).value;
  return {
    read,
    async write(sid) {
      // Nearly always it is known, and a read is cheaper.
      if (await read() === sid) return;
      await store.commit(store.atomic().set(key, sid));
    },
  };
}
