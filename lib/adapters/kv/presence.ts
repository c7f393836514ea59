import { DAY } from "@/lib/domain/instant.ts";
import { beat, type Lease } from "@/lib/domain/presence.ts";
import {
  type Clock,
  type PresenceBook,
  StoreUnavailable,
} from "@/lib/ports.ts";
import { raisePulses } from "./consultations.ts";
import { keys } from "./keys.ts";
import type { Store } from "./store.ts";

export function createPresenceBook(store: Store, clock: Clock): PresenceBook {
  return {
    async of(id) {
      const [client, artist] = await store.getMany<Lease>([
        keys.presence(id, "client"),
        keys.presence(id, "artist"),
      ]);
      return { client: client?.value ?? null, artist: artist?.value ?? null };
    },

    async beat(consultation, party, kind, tab, says) {
      const key = keys.presence(consultation.id, party);
      for (let attempt = 0; attempt < 8; attempt++) {
        const held = await store.get<Lease>(key);
        const answer = beat(held.value, kind, tab, clock.now(), says);
        if (answer.kind === "elsewhere") return answer;
        const operation = store.atomic()
          .check({ key, versionstamp: held.versionstamp })
          // The reader judges the lease; expiry is only the broom.
          .set(key, answer.lease, { expireIn: DAY });
        if (answer.news) raisePulses(operation, consultation);
        if ((await store.commit(operation)).ok) return answer;
      }
      throw new StoreUnavailable("Too many writers for one place");
    },
  };
}
