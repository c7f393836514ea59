import {
  type Consultation,
  HOLDS_SLOT,
  isFinished,
} from "@/lib/domain/consultation.ts";
import type { ArtistId, ConsultationId } from "@/lib/domain/ids.ts";
import { DAY, type Instant, type Span } from "@/lib/domain/instant.ts";
import { cellsOf } from "@/lib/domain/slot.ts";
import {
  type Consultations,
  type Intent,
  type Secrets,
  StoreUnavailable,
} from "@/lib/ports.ts";
import { forgetBeside } from "./erasure.ts";
import { keys } from "./keys.ts";
import { asConsultation } from "./older_records.ts";
import { writeIntents } from "./outbox.ts";
import { claimPhotos } from "./photos.ts";
import { writeStopTokens } from "./reminder_stops.ts";
import { writeSession } from "./sessions.ts";
import type { Store } from "./store.ts";

export function createConsultations(
  store: Store,
  secrets: Secrets,
): Consultations {
  /** Reads the records behind index entries; ids whose record is gone are skipped. */
  async function behind(
    entries: Deno.KvEntry<ConsultationId>[],
  ): Promise<Consultation[]> {
    const found = await store.getMany<Consultation>(
      entries.map((entry) => keys.consultation(entry.value)),
    );
    return found.flatMap((entry) =>
      entry.value === null ? [] : asConsultation(entry.value)
    );
  }

  return {
    async get(id) {
      const entry = await store.get<Consultation>(keys.consultation(id));
      if (entry.versionstamp === null) return null;
      const { value, versionstamp } = entry;
      return { value: asConsultation(value), versionstamp };
    },

    async bookedBy(pressed) {
      const entry = await store.get<ConsultationId>(keys.bookedBy(pressed));
      if (entry.value === null) return null;
      return (await behind([entry]))[0] ?? null;
    },

    async book(consultation, intents, basket = null, pressed = null) {
      const { id, photos, requestedAt } = consultation;
      for (let round = 0; round < 5; round++) {
        const operation = store.atomic();
        let basketStands = () => Promise.resolve(true);
        if (photos.length === 0) {
          // The tenth check. Where a form was pressed it is the press's, for the
          // same reasons as the basket's below.
          const key = pressed === null
            ? keys.consultation(id)
            : keys.bookedBy(pressed);
          operation.check({ key, versionstamp: null });
        } else {
          // The tenth check is the basket's instead of the record's. It serves as
          // well: the basket changes with the booking, so none is written twice,
          // and nobody else has this id, 130 bits of chance.
          const claimed = basket === null ? null : await claimPhotos(
            store,
            operation,
            { basket, ids: photos, owner: { consultation: id }, requestedAt },
          );
          if (claimed === null) return "photo_expired";
          basketStands = claimed;
        }
        claimCells(operation, consultation);
        writeRecord(operation, consultation, intents);
        writeIndexes(operation, consultation);
        if (pressed !== null) {
          operation.set(keys.bookedBy(pressed), id, { expireIn: DAY });
        }
        if (await store.commitOnce(operation, secrets.ulid())) return "booked";
        if (await basketStands()) return "slot_taken";
      }
      throw new StoreUnavailable("The basket of photos kept changing");
    },

    async apply(before, next, intents, session = null) {
      const operation = store.atomic().check({
        key: keys.consultation(next.id),
        versionstamp: before.versionstamp,
      });
      const moved = before.value.startsAt !== next.startsAt ||
        before.value.heldUntil !== next.heldUntil;
      const held = HOLDS_SLOT[before.value.state];
      const holds = HOLDS_SLOT[next.state];
      if (held && (!holds || moved)) freeCells(operation, before.value);
      if (holds && moved) claimCells(operation, next, before.value);
      if (moved) {
        removeIndexes(operation, before.value);
        operation.delete(keys.unfinished(before.value.startsAt, next.id));
        writeIndexes(operation, next);
      }
      writeRecord(operation, next, intents);
      await writeStopTokens(operation, secrets, intents);
      if (next.state === "erased" && before.value.state !== "erased") {
        await forgetBeside(store, operation, before.value);
      }
      if (session !== null) {
        const hash = await secrets.hash(session.token);
        writeSession(operation, hash, session.session, session.lastsMs);
      }
      const done = await store.commitOnce(operation, secrets.ulid());
      if (done) return "written";
      if (!moved) return "conflict";
      // Two reasons look alike: somebody wrote the record, or owns a cell that we want.
      const now = await store.get(keys.consultation(next.id));
      return now.versionstamp === before.versionstamp
        ? "slot_taken"
        : "conflict";
    },

    async byRoom(roomName) {
      return (await store.get<ConsultationId>(keys.byRoom(roomName))).value;
    },

    async ofArtist(artistId, span) {
      const prefix = ["consultations_by_artist", artistId];
      return await behind(
        await store.list<ConsultationId>({
          start: [...prefix, span.from],
          end: [...prefix, span.to],
        }),
      );
    },

    async pastOf(artistId, before, limit) {
      const prefix = ["consultations_by_artist", artistId];
      const end = [
        ...prefix,
        before.startsAt,
        ...(before.id ? [before.id] : []),
      ];
      return await behind(
        await store.list<ConsultationId>(
          { prefix, end },
          { limit, reverse: true },
        ),
      );
    },

    async all(limit) {
      return await behind(
        await store.list<ConsultationId>(
          { prefix: ["consultations_by_start"] },
          { limit, reverse: true },
        ),
      );
    },

    async startingIn({ from, to }) {
      return await behind(
        await store.list<ConsultationId>({
          start: ["consultations_by_start", from],
          end: ["consultations_by_start", to],
        }),
      );
    },

    async unfinished(until) {
      return await behind(
        await store.list<ConsultationId>({
          prefix: ["unfinished"],
          end: ["unfinished", until],
        }),
      );
    },

    async busyCells(artistId: ArtistId, span: Span): Promise<Set<Instant>> {
      const entries = await store.list({
        start: keys.slot(artistId, span.from),
        end: keys.slot(artistId, span.to),
      });
      return new Set(entries.map((entry) => entry.key.at(-1) as Instant));
    },
  };
}

/** Claims each cell that the booking did not hold already: a cell that exists is someone's. */
function claimCells(
  operation: Deno.AtomicOperation,
  booking: Consultation,
  before?: Consultation,
) {
  const held = new Set(before ? cellsOf(spanOf(before)) : []);
  for (const cell of cellsOf(spanOf(booking))) {
    const key = keys.slot(booking.artistId, cell);
    if (!held.has(cell)) operation.check({ key, versionstamp: null });
    operation.set(key, booking.id);
  }
}

function freeCells(operation: Deno.AtomicOperation, booking: Consultation) {
  for (const cell of cellsOf(spanOf(booking))) {
    operation.delete(keys.slot(booking.artistId, cell));
  }
}

function writeRecord(
  operation: Deno.AtomicOperation,
  consultation: Consultation,
  intents: readonly Intent[],
) {
  operation.set(keys.consultation(consultation.id), consultation);
  if ("twilioRoomName" in consultation) {
    operation.set(keys.byRoom(consultation.twilioRoomName), consultation.id);
  }
  const unfinished = keys.unfinished(consultation.startsAt, consultation.id);
  if (isFinished(consultation)) operation.delete(unfinished);
  else operation.set(unfinished, consultation.id);
  writeIntents(operation, intents);
  raisePulses(operation, consultation);
}

export function raisePulses(
  operation: Deno.AtomicOperation,
  consultation: { readonly id: ConsultationId; readonly artistId: ArtistId },
) {
  operation
    .sum(keys.pulse({ consultation: consultation.id }), 1n)
    .sum(keys.pulse({ artist: consultation.artistId }), 1n);
}

function writeIndexes(operation: Deno.AtomicOperation, booking: Consultation) {
  const { id, artistId, startsAt } = booking;
  operation
    .set(keys.byArtist(artistId, startsAt, id), id)
    .set(keys.byStart(startsAt, id), id);
}

function removeIndexes(operation: Deno.AtomicOperation, booking: Consultation) {
  const { id, artistId, startsAt } = booking;
  operation
    .delete(keys.byArtist(artistId, startsAt, id))
    .delete(keys.byStart(startsAt, id));
}

function spanOf(booking: Consultation): Span {
  return { from: booking.startsAt, to: booking.heldUntil };
}
