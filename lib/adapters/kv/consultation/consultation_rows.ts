/** The parts of a consultation's write, each added to an atomic operation. */
import {
  type Consultation,
  isFinished,
} from "@/lib/domain/consultation/consultation.ts";
import type { ArtistId, ConsultationId } from "@/lib/domain/basic/ids.ts";
import type { Instant, Span } from "@/lib/domain/basic/instant.ts";
import type { LiveCall } from "@/lib/domain/call/artist_status.ts";
import { answerBy } from "@/lib/domain/booking/request_hold.ts";
import { cellsOf } from "@/lib/domain/booking/slot.ts";
import type { Intent } from "@/lib/ports/mod.ts";
import { keys } from "@/lib/adapters/kv/keys.ts";
import { writeIntents } from "@/lib/adapters/kv/messages/outbox_rows.ts";

/**
 * Claims each cell that the booking did not hold already: a cell that exists
 * belongs to another booking.
 */
export function claimCells(
  operation: Deno.AtomicOperation,
  { booking, before }: {
    readonly booking: Consultation;
    readonly before?: Consultation;
  },
) {
  const held = new Set(before ? cellsOf(spanOf(before)) : []);
  for (const cell of cellsOf(spanOf(booking))) {
    const key = keys.slot(booking.artistId, cell);
    if (!held.has(cell)) operation.check({ key, versionstamp: null });
    operation.set(key, booking.id);
  }
}

export function freeCells(
  operation: Deno.AtomicOperation,
  booking: Consultation,
) {
  for (const cell of cellsOf(spanOf(booking))) {
    operation.delete(keys.slot(booking.artistId, cell));
  }
}

export function writeRecord(
  operation: Deno.AtomicOperation,
  { consultation, intents }: {
    readonly consultation: Consultation;
    readonly intents: readonly Intent[];
  },
) {
  operation.set(keys.consultation(consultation.id), consultation);
  if ("twilioRoomName" in consultation) {
    operation.set(keys.byRoom(consultation.twilioRoomName), consultation.id);
  }
  const unfinished = keys.unfinished(dueAt(consultation), consultation.id);
  if (isFinished(consultation)) operation.delete(unfinished);
  else operation.set(unfinished, consultation.id);
  writeIntents(operation, intents);
  bumpWatchKeys(operation, consultation);
}

/**
 * Says that the artist is in this call, as long as it is live. Of two calls at
 * once the last one written counts, and either end forgets both: the row says
 * too little rather than too much.
 */
export function followCall(
  operation: Deno.AtomicOperation,
  { before, next }: {
    readonly before: Consultation;
    readonly next: Consultation;
  },
) {
  const key = keys.artistCall(next.artistId);
  if (next.state === "live") {
    const call: LiveCall = { consultation: next.id, endsAt: next.endsAt };
    operation.set(key, call);
  } else if (before.state === "live") operation.delete(key);
}

export function bumpWatchKeys(
  operation: Deno.AtomicOperation,
  consultation: { readonly id: ConsultationId; readonly artistId: ArtistId },
) {
  operation
    .sum(keys.pulse({ consultation: consultation.id }), 1n)
    .sum(keys.pulse({ artist: consultation.artistId }), 1n);
}

export function writeIndexes(
  operation: Deno.AtomicOperation,
  consultation: Consultation,
) {
  const { id, artistId, startsAt } = consultation;
  operation
    .set(keys.byArtist(artistId, { startsAt, id }), id)
    .set(keys.byStart(startsAt, id), id)
    .set(keys.byClient(consultation), id);
}

/** Removes it from every index by the old start. */
export function removeIndexes(
  operation: Deno.AtomicOperation,
  consultation: Consultation,
) {
  const { id, artistId, startsAt } = consultation;
  operation
    .delete(keys.byArtist(artistId, { startsAt, id }))
    .delete(keys.byStart(startsAt, id))
    .delete(keys.byClient(consultation));
}

/** When the sweep first has something to do with it. */
export function dueAt(consultation: Consultation): Instant {
  return consultation.state === "requested"
    ? answerBy(consultation)
    : consultation.startsAt;
}

/** Removes it from what the sweep reads, as it was before this write. */
export function removeFromUnfinished(
  operation: Deno.AtomicOperation,
  before: Consultation,
) {
  operation.delete(keys.unfinished(dueAt(before), before.id))
    // Where versions without a limited hold put their requests.
    .delete(keys.unfinished(before.startsAt, before.id));
}

function spanOf(booking: Consultation): Span {
  return { from: booking.startsAt, to: booking.heldUntil };
}
