import { DAY } from "@/lib/domain/basic/instant.ts";
import type { DeadLetter, Outbox } from "@/lib/ports/mod.ts";
import { keys, ranges } from "@/lib/adapters/kv/keys.ts";
import { withoutSecrets } from "./mail_secrets.ts";
import { consultationOf, takeRow, writeIntents } from "./outbox_rows.ts";
import type { Store } from "@/lib/adapters/kv/store.ts";

/** How long to keep a dead letter, so that an admin can look at it. */
const DEAD_FOR = 30 * DAY;

export function createDeadLetters(
  store: Store,
): Pick<
  Outbox,
  "moveToDeadLetters" | "deadLetters" | "deadLetter" | "requeue" | "dismiss"
> {
  return {
    async moveToDeadLetters(row, { reason, at }) {
      const { intent, attempts } = row.value;
      const letter: DeadLetter = {
        ...withoutSecrets(intent),
        consultationId: consultationOf(intent),
        attempts,
        failedAt: at,
        reason,
      };
      const operation = takeRow(store, row);
      operation.set(keys.deadLetter(intent.id), letter, { expireIn: DEAD_FOR });
      await store.commit(operation);
    },
    async deadLetters() {
      const letters = await store.list<DeadLetter>(
        ranges.deadLetters(),
        { limit: 500, reverse: true },
      );
      // An older version stored no message in them: nothing can be done with
      // those.
      return letters.filter(({ value }) => "mail" in value || "sms" in value);
    },
    async deadLetter(id) {
      const letter = await store.get<DeadLetter>(keys.deadLetter(id));
      return letter.versionstamp === null ? null : letter;
    },
    async requeue(letter, intent) {
      const key = keys.deadLetter(letter.value.id);
      const operation = store.atomic()
        .check({ key, versionstamp: letter.versionstamp }).delete(key);
      writeIntents(operation, [intent]);
      return (await store.commit(operation)).ok;
    },
    async dismiss(id) {
      await store.commit(store.atomic().delete(keys.deadLetter(id)));
    },
  };
}
