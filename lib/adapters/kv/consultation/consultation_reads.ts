import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import type { Instant } from "@/lib/domain/basic/instant.ts";
import type { StoredStatement } from "@/lib/domain/call/artist_status.ts";
import { type Exchange, exchangeOf } from "@/lib/domain/call/exchange.ts";
import type { Lease } from "@/lib/domain/call/presence.ts";
import type { Consultations, Stored } from "@/lib/ports/mod.ts";
import { keys, type Range, ranges } from "@/lib/adapters/kv/keys.ts";
import { asConsultation } from "@/lib/adapters/kv/record_migrations.ts";
import type { Store } from "@/lib/adapters/kv/store.ts";

/** All reads of consultations: one record, or the records behind an index. */
export function createConsultationReads(
  store: Store,
): Omit<Consultations, "book" | "apply"> {
  const stored = async (range: Range, options?: Deno.KvListOptions) =>
    await behind(store, await store.list<ConsultationId>(range, options));
  const listed = async (range: Range, options?: Deno.KvListOptions) =>
    (await stored(range, options)).map(({ value }) => value);

  return {
    async get(id) {
      const entry = await store.get<Consultation>(keys.consultation(id));
      if (entry.versionstamp === null) return null;
      const { value, versionstamp } = entry;
      return { value: asConsultation(value), versionstamp };
    },
    async getWithPresence(id) {
      const [record, client, artist, exchange, statement] = await store
        .getMany<unknown>([
          keys.consultation(id),
          keys.presence(id, "client"),
          keys.presence(id, "artist"),
          keys.exchange(id),
          keys.artistStatement(id),
        ]) as [
          Deno.KvEntryMaybe<Consultation>,
          Deno.KvEntryMaybe<Lease>,
          Deno.KvEntryMaybe<Lease>,
          Deno.KvEntryMaybe<Exchange>,
          Deno.KvEntryMaybe<StoredStatement>,
        ];
      if (record.versionstamp === null) return null;
      const { value, versionstamp } = record;
      return {
        stored: { value: asConsultation(value), versionstamp },
        presence: { client: client.value, artist: artist.value },
        exchange: exchangeOf(exchange.value),
        statement: statement.value,
      };
    },
    async findByIdempotencyKey(idempotencyKey) {
      const entry = await store.get<ConsultationId>(
        keys.idempotencyKey(idempotencyKey),
      );
      if (entry.value === null) return null;
      return (await behind(store, [entry]))[0]?.value ?? null;
    },
    byRoom: async (roomName) =>
      (await store.get<ConsultationId>(keys.byRoom(roomName))).value,
    ofArtist: (artistId, span) => listed(ranges.byArtist(artistId, span)),
    pastOf: (artistId, { before, limit }) =>
      listed(ranges.byArtistBefore(artistId, before), { limit, reverse: true }),
    ofClient: (email, { before, limit }) =>
      listed(ranges.byClientBefore(email, before), { limit, reverse: true }),
    all: (limit) => listed(ranges.allByStart(), { limit, reverse: true }),
    startingIn: (span) => stored(ranges.byStart(span)),
    unfinished: (until) => stored(ranges.unfinished(until)),
    async busyCells(artistId, span) {
      const entries = await store.list(ranges.slots(artistId, span));
      return new Set(entries.map((entry) => entry.key.at(-1) as Instant));
    },
  };
}

/** Reads the records that index entries point to; ids without a record are skipped. */
async function behind(
  store: Store,
  entries: readonly Deno.KvEntry<ConsultationId>[],
): Promise<Stored<Consultation>[]> {
  const found = await store.getMany<Consultation>(
    entries.map((entry) => keys.consultation(entry.value)),
  );
  return found.flatMap(({ value, versionstamp }) =>
    value === null ? [] : { value: asConsultation(value), versionstamp }
  );
}
