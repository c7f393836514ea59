import type { Consultation } from "@/lib/domain/consultation.ts";
import { DAY } from "@/lib/domain/instant.ts";
import type { DeadLetter, OutboxRow } from "@/lib/ports.ts";
import { keys } from "./keys.ts";
import type { MailboxEntry } from "./mailbox.ts";
import { consultationOf, removeRow } from "./outbox.ts";
import { deletePhotos } from "./photos.ts";
import type { Store } from "./store.ts";

/** Longer than the video service goes on telling of a room: its recordings come last. */
const STILL_TOLD_OF = 2 * DAY;

/**
 * Everything that the store holds of a consultation beside its record, and that
 * names its client or lets somebody be followed: this list is the only one. It
 * goes in the same atomic in which the record becomes a tombstone, so that there
 * is no moment with half of it. Whoever keeps something new under a key of its
 * own adds it here; what is kept in the record goes by itself (`erasure.ts` of
 * the domain).
 */
export async function forgetBeside(
  store: Store,
  operation: Deno.AtomicOperation,
  before: Consultation,
): Promise<void> {
  const { id } = before;
  operation
    .delete(keys.presence(id, "client"))
    .delete(keys.presence(id, "artist"));
  await deletePhotos(store, operation, before.photos);
  if ("twilioRoomName" in before) {
    // What was recorded, and is told of only now, has to find its tombstone, to be deleted as well.
    operation.set(keys.byRoom(before.twilioRoomName), id, {
      expireIn: STILL_TOLD_OF,
    });
  }
  for (const row of await store.list<OutboxRow>({ prefix: ["outbox"] })) {
    if (consultationOf(row.value.intent) === id) {
      removeRow(operation, row.value);
    }
  }
  const dead = await store.list<DeadLetter>({ prefix: ["dead_letters"] });
  for (const { key, value } of dead) {
    if (value.consultationId === id) operation.delete(key);
  }
  for (const entry of await store.list<MailboxEntry>({ prefix: ["mailbox"] })) {
    if (entry.value.consultationId === id) operation.delete(entry.key);
  }
}
