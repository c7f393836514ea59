import { DAY } from "@/lib/domain/basic/instant.ts";
import {
  busyUntil,
  type LiveCall,
  type StoredStatement,
} from "@/lib/domain/call/artist_status.ts";
import { type Exchange, exchangeOf } from "@/lib/domain/call/exchange.ts";
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

interface Seen {
  readonly presence: PresenceOf;
  readonly exchange: Exchange;
  readonly statement: StoredStatement | null;
}

/** A statement is about one start; afterwards nobody reads it. */
const STATEMENT_KEPT = 7 * DAY;

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
      return store.retry<BeatAnswer & Seen>(async () => {
        const [held, other, exchange, statement, call] = await store
          .getMany<unknown>([
            key,
            otherKey,
            keys.exchange(consultation.id),
            keys.artistStatement(consultation.id),
            keys.artistCall(consultation.artistId),
          ]) as [
            Deno.KvEntryMaybe<Lease>,
            Deno.KvEntryMaybe<Lease>,
            Deno.KvEntryMaybe<Exchange>,
            Deno.KvEntryMaybe<StoredStatement>,
            Deno.KvEntryMaybe<LiveCall>,
          ];
        const seen = (own: Lease | null): Seen => ({
          presence: party === "client"
            ? { client: own, artist: other.value }
            : { client: other.value, artist: own },
          exchange: exchangeOf(exchange.value),
          statement: statement.value,
        });
        const answer = beat(held.value, {
          kind,
          tab,
          now: clock.now(),
          mediaPreferences,
          artistBusyUntil: party === "client"
            ? busyUntil(call.value, consultation.id)
            : null,
        });
        if (answer.kind === "elsewhere") {
          return { write: null, answer: { ...answer, ...seen(held.value) } };
        }
        const write = store.atomic().check(held)
          // Readers decide by `seenAt`; `expireIn` only cleans up.
          .set(key, answer.lease, { expireIn: DAY });
        if (answer.changed) bumpWatchKeys(write, consultation);
        return { write, answer: { ...answer, ...seen(answer.lease) } };
      });
    },

    async say({ value: consultation, versionstamp }, said) {
      const { id, startsAt } = consultation;
      const key = keys.artistStatement(id);
      const operation = store.atomic()
        .check({ key: keys.consultation(id), versionstamp });
      if (said === null) operation.delete(key);
      else {
        const statement = { said, saidAt: clock.now(), startsAt };
        const ageing = { expireIn: startsAt - clock.now() + STATEMENT_KEPT };
        operation.set(key, statement satisfies StoredStatement, ageing);
      }
      bumpWatchKeys(operation, consultation);
      return (await store.commit(operation)).ok ? "said" : "changed";
    },
  };
}
