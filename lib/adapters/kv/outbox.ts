import type { Outbox, OutboxRow, Stored } from "@/lib/ports.ts";
import { keys } from "./keys.ts";
import type { Store } from "./store.ts";

/** After this many failures a person must look: the row becomes a dead letter. */
export const MAX_ATTEMPTS = 8;

export function createOutbox(store: Store): Outbox {
  return {
    async due(now, limit) {
      const rows = await store.list<OutboxRow>({ prefix: ["outbox"] }, {
        limit: 500,
      });
      return rows.filter((row) => row.value.nextAttemptAt <= now)
        .slice(0, limit);
    },
    async get(id) {
      const row = await store.get<OutboxRow>(keys.outbox(id));
      return row.versionstamp === null ? null : row;
    },
    async lease(row, until) {
      const key = keys.outbox(row.value.intent.id);
      const value: OutboxRow = {
        ...row.value,
        attempts: row.value.attempts + 1,
        nextAttemptAt: until,
      };
      const result = await store.commit(
        store.atomic().check({ key, versionstamp: row.versionstamp })
          .set(key, value),
      );
      return result.ok ? { value, versionstamp: result.versionstamp } : null;
    },
    async done(id) {
      await store.commit(store.atomic().delete(keys.outbox(id)));
    },
    async retry(row: Stored<OutboxRow>, at) {
      const { intent, attempts } = row.value;
      const key = keys.outbox(intent.id);
      const operation = store.atomic()
        .check({ key, versionstamp: row.versionstamp });
      if (attempts >= MAX_ATTEMPTS) {
        operation.delete(key).set(keys.deadLetter(intent.id), row.value);
      } else {
        operation.set(key, { ...row.value, nextAttemptAt: at });
      }
      await store.commit(operation);
    },
  };
}
