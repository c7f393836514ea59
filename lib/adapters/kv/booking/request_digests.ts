import type { ArtistId } from "@/lib/domain/basic/ids.ts";
import type { Instant } from "@/lib/domain/basic/instant.ts";
import type { RequestDigests } from "@/lib/ports/mod.ts";
import { keys, ranges } from "@/lib/adapters/kv/keys.ts";
import { writeIntents } from "@/lib/adapters/kv/messages/outbox_rows.ts";
import type { Store } from "@/lib/adapters/kv/store.ts";

export function createRequestDigests(store: Store): RequestDigests {
  return {
    async due(now) {
      const all = await store.list<Instant>(ranges.requestDigests());
      return all.filter(({ value }) => value <= now)
        .map(({ key, versionstamp }) => ({
          value: key.at(-1) as ArtistId,
          versionstamp,
        }));
    },
    async write({ value, versionstamp }, intents) {
      const key = keys.requestDigest(value);
      const operation = store.atomic().check({ key, versionstamp }).delete(key);
      writeIntents(operation, intents);
      return (await store.commit(operation)).ok;
    },
  };
}
