import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import { type Exchange, exchangeOf } from "@/lib/domain/call/exchange.ts";
import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import {
  isSameChoice,
  NO_STILLS,
  type Stills,
  stillsUploadSession,
} from "@/lib/domain/stills/still.ts";
import type { Secrets, StillRows, StillsChange } from "@/lib/ports/mod.ts";
import {
  claimPhotos,
  deletePhotos,
  type StoredPhoto,
  type UploadSession,
} from "@/lib/adapters/kv/booking/photo_rows.ts";
import { keys } from "@/lib/adapters/kv/keys.ts";
import { asConsultation } from "@/lib/adapters/kv/record_migrations.ts";
import type { Decision, Store, Write } from "@/lib/adapters/kv/store.ts";
import { exchangeAt } from "./exchange_rows.ts";

type Change = Parameters<StillRows["change"]>;

export function createStills(store: Store, secrets: Secrets): StillRows {
  return {
    of: async (id) =>
      (await store.get<Stills>(keys.stills(id))).value ?? NO_STILLS,
    async read(id) {
      const [row, exchange] = await store.getMany<unknown>([
        keys.stills(id),
        keys.exchange(id),
      ]) as [Deno.KvEntryMaybe<Stills>, Deno.KvEntryMaybe<Exchange>];
      return {
        stills: row.value ?? NO_STILLS,
        count: exchangeOf(exchange.value).stills,
      };
    },
    change: (...change) =>
      store.retry(() => decided(store, change), {
        operationId: secrets.ulid,
      }),
  };
}

async function decided(
  store: Store,
  [id, decide, photo]: Change,
): Promise<Decision<Outcome<StillsChange>>> {
  const [record, row, stored] = await store.getMany<unknown>([
    keys.consultation(id),
    keys.stills(id),
    keys.exchange(id),
  ]) as [
    Deno.KvEntryMaybe<Consultation>,
    Deno.KvEntryMaybe<Stills>,
    Deno.KvEntryMaybe<Exchange>,
  ];
  if (record.value === null) return answer(refuse("not_found"));
  const consultation = asConsultation(record.value);
  const exchange = exchangeAt(store, { consultation, stored });
  const count = exchange.next.stills;
  const before = row.value ?? NO_STILLS;
  const next = decide({ consultation, stills: before, number: count });
  if (!next.ok) return answer(next);
  if (next.value === before) {
    return answer(ok({ stills: before, count: count - 1, changed: false }));
  }
  // The pictures on the look sheet are part of it: it can be mailed again.
  const operation = isSameChoice(before, next.value)
    ? exchange.write("stills")
    : exchange.write("stills", "lookSheet");
  // An erasure changes the record, so no still is added to a tombstone.
  operation.check(record).check(row).set(keys.stills(id), next.value);
  const kept = new Set(next.value.stills.map(({ photoId }) => photoId));
  const gone = before.stills.map(({ photoId }) => photoId)
    .filter((photoId) => !kept.has(photoId));
  await deletePhotos({ store, operation }, gone);
  if (photo) {
    const claimed = await claimPhotos({ store, operation }, {
      uploadSession: photo.uploadSession,
      ids: [photo.id],
      owner: { consultation: id },
      // A slow line is no reason to lose a picture: only the sweep ends its session.
      requestedAt: 0,
    });
    if (claimed === null) return answer(refuse("photo_expired"));
  }
  return {
    write: operation,
    answer: ok({ stills: next.value, count, changed: true }),
  };
}

function answer(
  outcome: Outcome<StillsChange>,
): Decision<Outcome<StillsChange>> {
  return { write: null, answer: outcome };
}

/**
 * Adds to a write that a consultation's stills are deleted, those that are
 * still arriving too. Their bytes are more than one write can delete: nobody
 * can read them without their records, and their upload session, which is over,
 * lists them for the sweep.
 */
export async function eraseStills(
  { store, operation }: Write,
  id: ConsultationId,
): Promise<void> {
  const name = keys.uploadSession(stillsUploadSession(id));
  const [row, session] = await store.getMany<unknown>([
    keys.stills(id),
    name,
  ]) as [Deno.KvEntryMaybe<Stills>, Deno.KvEntryMaybe<UploadSession>];
  // A still that arrives now would be listed nowhere.
  operation.check(row).check(session);
  const { stills } = row.value ?? NO_STILLS;
  const found = await store.getMany<StoredPhoto>(
    stills.map(({ photoId }) => keys.photo(photoId)),
  );
  const photos = [
    ...found.flatMap(({ value }) =>
      value === null
        ? []
        : [{ id: value.id, chunks: value.chunks, ready: true }]
    ),
    ...(session.value?.photos ?? []),
  ];
  operation.delete(keys.stills(id));
  if (photos.length === 0) return;
  for (const photo of photos) operation.delete(keys.photo(photo.id));
  operation.set(name, { photos, expiresAt: 0, closing: true });
}
