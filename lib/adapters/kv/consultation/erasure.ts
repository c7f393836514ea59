import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import { DAY } from "@/lib/domain/basic/instant.ts";
import type { DeadLetter, OutboxRow } from "@/lib/ports/mod.ts";
import { keys, ranges } from "@/lib/adapters/kv/keys.ts";
import type { MailboxEntry } from "@/lib/adapters/kv/messages/mailbox.ts";
import {
  consultationOf,
  removeRow,
} from "@/lib/adapters/kv/messages/outbox_rows.ts";
import { deletePhotos } from "@/lib/adapters/kv/booking/photo_rows.ts";
import type { Write } from "@/lib/adapters/kv/store.ts";
import { eraseStills } from "./stills.ts";

/** Longer than the video service sends callbacks about a room; those about recordings come last. */
const LATE_CALLBACKS = 2 * DAY;

/**
 * Deletes everything that the store holds of a consultation beside its record and
 * that names its client or gives access. This list is the only one: add here what
 * is stored under a key of its own. It goes into the write that makes the record a
 * tombstone, so that no half of it is ever left. What stays in the record itself
 * is decided in the domain (`lib/domain/consultation/erasure.ts`).
 */
export async function eraseRelated(
  { store, operation }: Write,
  before: Consultation,
): Promise<void> {
  const { id } = before;
  operation
    .delete(keys.byClient(before))
    .delete(keys.presence(id, "client"))
    .delete(keys.presence(id, "artist"))
    .delete(keys.exchange(id))
    .delete(keys.chatRead(id))
    .delete(keys.artistStatement(id))
    .delete(keys.lookSheet(id))
    .delete(keys.privateNotes(id));
  // At one moment, for a store that answers late.
  const [chat, outbox, dead, mailbox] = await Promise.all([
    store.list(ranges.chat(id, 0)),
    store.list<OutboxRow>(ranges.outbox()),
    store.list<DeadLetter>(ranges.deadLetters()),
    store.list<MailboxEntry>(ranges.mailbox()),
    deletePhotos({ store, operation }, before.photos),
    eraseStills({ store, operation }, id),
  ]);
  for (const { key } of chat) operation.delete(key);
  if ("twilioRoomName" in before) {
    // A recording that is reported only now must find its tombstone, to be deleted too.
    operation.set(keys.byRoom(before.twilioRoomName), id, {
      expireIn: LATE_CALLBACKS,
    });
  }
  for (const row of outbox) {
    if (consultationOf(row.value.intent) === id) {
      removeRow(operation, row.value);
    }
  }
  for (const { key, value } of dead) {
    if (value.consultationId === id) operation.delete(key);
  }
  for (const entry of mailbox) {
    if (entry.value.consultationId === id) operation.delete(entry.key);
  }
}
