import { DAY } from "@/lib/domain/instant.ts";
import type { Intent, Mail, Outbox, OutboxRow, Stored } from "@/lib/ports.ts";
import { keys } from "./keys.ts";
import type { Store } from "./store.ts";

/** After this many failures a person must look: the row becomes a dead letter. */
export const MAX_ATTEMPTS = 8;

/** Long enough for a person to look. */
const DEAD_FOR = 30 * DAY;

/** What is kept of a mail that could not be sent: whom it was for and why, without its secrets. */
export interface DeadLetter {
  readonly id: string;
  readonly kind: Mail["kind"];
  readonly to: string;
  readonly consultationId: string | null;
  readonly attempts: number;
}

function epitaph({ intent: { id, mail }, attempts }: OutboxRow): DeadLetter {
  return {
    id,
    kind: mail.kind,
    to: mail.to,
    consultationId: "consultation" in mail ? mail.consultation.id : null,
    attempts,
  };
}

/** Adds the messages to the write that causes them: both are kept, or neither. */
export function writeIntents(
  operation: Deno.AtomicOperation,
  intents: readonly Intent[],
) {
  for (const intent of intents) {
    const row: OutboxRow = { intent, attempts: 0, nextAttemptAt: 0 };
    operation.set(keys.outbox(intent.id), row);
  }
}

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
        operation.delete(key).set(
          keys.deadLetter(intent.id),
          epitaph(row.value),
          {
            expireIn: DEAD_FOR,
          },
        );
      } else {
        operation.set(key, { ...row.value, nextAttemptAt: at });
      }
      await store.commit(operation);
    },
  };
}
