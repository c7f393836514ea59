import {
  type Consultation,
  HOLDS_SLOT,
} from "@/lib/domain/consultation/consultation.ts";
import { DAY } from "@/lib/domain/basic/instant.ts";
import type { Consultations, Secrets } from "@/lib/ports/mod.ts";
import { createConsultationReads } from "./consultation_reads.ts";
import {
  claimCells,
  followCall,
  freeCells,
  removeFromUnfinished,
  removeIndexes,
  writeIndexes,
  writeRecord,
} from "./consultation_rows.ts";
import { eraseRelated } from "./erasure.ts";
import { keys } from "@/lib/adapters/kv/keys.ts";
import { claimPhotos } from "@/lib/adapters/kv/booking/photo_rows.ts";
import { writeOptOutTokens } from "@/lib/adapters/kv/messages/reminder_opt_outs.ts";
import { writeSession } from "@/lib/adapters/kv/staff/sessions.ts";
import type { Store } from "@/lib/adapters/kv/store.ts";

export function createConsultations(
  store: Store,
  secrets: Secrets,
): Consultations {
  return {
    ...createConsultationReads(store),
    book: bookWith(store, secrets),
    apply: applyWith(store, secrets),
  };
}

function bookWith(store: Store, secrets: Secrets): Consultations["book"] {
  return (
    consultation,
    intents,
    { uploadSession = null, idempotencyKey = null, digestAt = null } = {},
  ) => {
    const { id, photos, requestedAt } = consultation;
    const owner = { consultation: id };
    return store.retry(async () => {
      const operation = store.atomic();
      let uploadSessionHolds = () => Promise.resolve(true);
      // KV Connect allows ten checks in a write: nine for the longest service's
      // cells, and this one.
      if (photos.length === 0) {
        // If a form was submitted, it is the idempotency key's, for the same
        // reason as below.
        const key = idempotencyKey === null
          ? keys.consultation(id)
          : keys.idempotencyKey(idempotencyKey);
        operation.check({ key, versionstamp: null });
      } else {
        // The upload session's instead of the record's. It is equivalent: the
        // session changes with the booking, so none is written twice, and
        // nobody else has this id, 128 random bits.
        const claimed = uploadSession === null
          ? null
          : await claimPhotos({ store, operation }, {
            uploadSession,
            ids: photos,
            owner,
            requestedAt,
          });
        if (claimed === null) return { write: null, answer: "photo_expired" };
        uploadSessionHolds = claimed;
      }
      claimCells(operation, { booking: consultation });
      writeRecord(operation, { consultation, intents });
      writeIndexes(operation, consultation);
      if (digestAt !== null) {
        operation.set(keys.requestDigest(consultation.artistId), digestAt);
      }
      if (idempotencyKey !== null) {
        operation.set(keys.idempotencyKey(idempotencyKey), id, {
          expireIn: DAY,
        });
      }
      return {
        write: operation,
        answer: "booked",
        lost: async () => await uploadSessionHolds() ? "slot_taken" : null,
      };
    }, { operationId: secrets.ulid });
  };
}

function applyWith(store: Store, secrets: Secrets): Consultations["apply"] {
  return async (before, next, { intents, session = null }) => {
    const operation = store.atomic().check({
      key: keys.consultation(next.id),
      versionstamp: before.versionstamp,
    });
    const moved = moveInCalendar(operation, { before: before.value, next });
    removeFromUnfinished(operation, before.value);
    writeRecord(operation, { consultation: next, intents });
    followCall(operation, { before: before.value, next });
    await writeOptOutTokens({ operation, secrets }, intents);
    if (next.state === "erased" && before.value.state !== "erased") {
      await eraseRelated({ store, operation }, before.value);
    }
    if (session !== null) {
      const { token, ...rest } = session;
      writeSession(operation, { ...rest, hash: await secrets.hash(token) });
    }
    const versionstamp = await store.commitOnceAt(operation, secrets.ulid());
    if (versionstamp !== null) {
      return { kind: "written", stored: { value: next, versionstamp } };
    }
    if (!moved) return { kind: "conflict" };
    // Two reasons look the same: someone wrote the record, or owns a cell that
    // we want.
    const now = await store.get(keys.consultation(next.id));
    return now.versionstamp === before.versionstamp
      ? { kind: "slot_taken" }
      : { kind: "conflict" };
  };
}

/** Cells and indexes follow the state and the time. Returns whether the time has changed. */
function moveInCalendar(
  operation: Deno.AtomicOperation,
  { before, next }: {
    readonly before: Consultation;
    readonly next: Consultation;
  },
): boolean {
  const moved = before.startsAt !== next.startsAt ||
    before.heldUntil !== next.heldUntil;
  const holds = HOLDS_SLOT[next.state];
  if (HOLDS_SLOT[before.state] && (!holds || moved)) {
    freeCells(operation, before);
  }
  if (holds && moved) claimCells(operation, { booking: next, before });
  if (moved) {
    removeIndexes(operation, before);
    writeIndexes(operation, next);
  }
  return moved;
}
