import { DAY } from "@/lib/domain/basic/instant.ts";
import {
  beat,
  type BeatAnswer,
  type Lease,
  otherParty,
  type PresenceOf,
} from "@/lib/domain/call/presence.ts";
import type { Clock, PresenceStore } from "@/lib/ports/mod.ts";
import { bumpWatchKeys } from "@/lib/adapters/kv/consultation/consultation_rows.ts";
import { keys } from "./keys.ts";
import type { Store } from "./store.ts";

export function createPresenceStore(store: Store, clock: Clock): PresenceStore {
  return {
    async of(id) {
      const [client, artist] = await store.getMany<Lease>([
        keys.presence(id, "client"),
        keys.presence(id, "artist"),
      ]);
      return { client: client?.value ?? null, artist: artist?.value ?? null };
    },

    beat(consultation, party, { kind, tab, mediaPreferences }) {
      const key = keys.presence(consultation.id, party);
      const otherKey = keys.presence(consultation.id, otherParty(party));
      return store.retry<BeatAnswer & { presence: PresenceOf }>(async () => {
        const [held, other] = await store.getMany<Lease>([key, otherKey]) as [
          Deno.KvEntryMaybe<Lease>,
          Deno.KvEntryMaybe<Lease>,
        ];
        const presence = (own: Lease | null): PresenceOf =>
          party === "client"
            ? { client: own, artist: other.value }
            : { client: other.value, artist: own };
        const answer = beat(held.value, {
          kind,
          tab,
          now: clock.now(),
          mediaPreferences,
        });
        if (answer.kind === "elsewhere") {
          return {
            write: null,
            answer: { ...answer, presence: presence(held.value) },
          };
        }
        const write = store.atomic().check(held)
          // Readers decide by `seenAt`; `expireIn` only cleans up.
          .set(key, answer.lease, { expireIn: DAY });
        if (answer.changed) bumpWatchKeys(write, consultation);
        return {
          write,
          answer: { ...answer, presence: presence(answer.lease) },
        };
      });
    },
  };
}
