import type { AcceptedKey } from "@/lib/ports/mod.ts";
import { keys } from "@/lib/adapters/kv/keys.ts";
import type { Store } from "@/lib/adapters/kv/store.ts";

/** One entry for the account. The last writer is right: its request was just accepted. */
export function createAcceptedKey(store: Store): AcceptedKey {
  const key = keys.acceptedTwilioKey();
  const read = async () => (await store.get<string>(key)).value;
  return {
    read,
    async write(sid) {
      // Usually it is already stored, and a read is cheaper.
      if (await read() === sid) return;
      await store.commit(store.atomic().set(key, sid));
    },
  };
}
