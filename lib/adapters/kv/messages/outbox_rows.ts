import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import type { Intent, OutboxRow, Stored } from "@/lib/ports/mod.ts";
import { keys } from "@/lib/adapters/kv/keys.ts";
import type { Store } from "@/lib/adapters/kv/store.ts";

/**
 * Adds the messages to the write that causes them: both are stored, or neither.
 * A row is stored under its id, and in an index by its due time.
 */
export function writeIntents(
  operation: Deno.AtomicOperation,
  intents: readonly Intent[],
) {
  for (const intent of intents) {
    putRow(operation, { intent, attempts: 0, nextAttemptAt: 0 });
  }
}

/** Removes a row and its index entry. */
export function removeRow(operation: Deno.AtomicOperation, row: OutboxRow) {
  const { id } = row.intent;
  operation.delete(keys.outbox(id))
    .delete(keys.outboxDue(row.nextAttemptAt, id));
}

export function putRow(operation: Deno.AtomicOperation, row: OutboxRow) {
  const { id } = row.intent;
  operation.set(keys.outbox(id), row)
    .set(keys.outboxDue(row.nextAttemptAt, id), id);
}

/** The consultation that a message is about; none for a sign-in. */
export function consultationOf(intent: Intent): ConsultationId | null {
  if ("sms" in intent) return intent.sms.consultation.id;
  const { mail } = intent;
  return "consultation" in mail ? mail.consultation.id : null;
}

/** A write that removes the row, and succeeds only if nobody has changed it. */
export function takeRow(
  store: Store,
  { value, versionstamp }: Stored<OutboxRow>,
): Deno.AtomicOperation {
  const operation = store.atomic()
    .check({ key: keys.outbox(value.intent.id), versionstamp });
  removeRow(operation, value);
  return operation;
}
