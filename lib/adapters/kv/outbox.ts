import type { ConsultationId } from "@/lib/domain/ids.ts";
import { DAY } from "@/lib/domain/instant.ts";
import {
  type DeadLetter,
  type Intent,
  type Outbox,
  type OutboxRow,
  type Stored,
  StoreUnavailable,
} from "@/lib/ports.ts";
import { keys } from "./keys.ts";
import { withoutSecrets } from "./mail_secrets.ts";
import type { Store } from "./store.ts";

/** Long enough for a person to look. */
const DEAD_FOR = 30 * DAY;
/** Read at once; however many rows wait, no more than these are held. */
const PAGE = 50;

/**
 * Adds the messages to the write that causes them: both are kept, or neither. A
 * row stands under its id, and in an index by the time when it is due.
 */
export function writeIntents(
  operation: Deno.AtomicOperation,
  intents: readonly Intent[],
) {
  for (const intent of intents) {
    putRow(operation, { intent, attempts: 0, nextAttemptAt: 0 });
  }
}

/** Takes a row away, and its place in the index. */
export function removeRow(operation: Deno.AtomicOperation, row: OutboxRow) {
  const { id } = row.intent;
  operation.delete(keys.outbox(id))
    .delete(keys.outboxDue(row.nextAttemptAt, id));
}

function putRow(operation: Deno.AtomicOperation, row: OutboxRow) {
  const { id } = row.intent;
  operation.set(keys.outbox(id), row)
    .set(keys.outboxDue(row.nextAttemptAt, id), id);
}

export function createOutbox(store: Store): Outbox {
  let indexed: Promise<void> | null = null;

  /** Rows of a version that had no index are put into it, once for each process. */
  async function indexOlderRows(): Promise<void> {
    const [rows, due] = await Promise.all([
      store.list<OutboxRow>({ prefix: ["outbox"] }),
      store.list<string>({ prefix: ["outbox_due"] }),
    ]);
    const known = new Set(due.map((entry) => entry.value));
    for (const { key, value, versionstamp } of rows) {
      if (known.has(value.intent.id)) continue;
      const operation = store.atomic().check({ key, versionstamp });
      putRow(operation, value);
      await store.commit(operation);
    }
  }

  return {
    async *due(now) {
      indexed ??= indexOlderRows();
      await indexed.catch((error) => {
        indexed = null;
        throw error;
      });
      const end = ["outbox_due", now + 1];
      let start: Deno.KvKey = ["outbox_due"];
      for (;;) {
        const page = await store.list<string>({ start, end }, { limit: PAGE });
        const rows = await store.getMany<OutboxRow>(
          page.map((entry) => keys.outbox(entry.value)),
        );
        for (const [i, row] of rows.entries()) {
          const { key } = page[i]!;
          if (row.versionstamp !== null && row.value.nextAttemptAt === key[1]) {
            yield row;
          } else await store.commit(store.atomic().check(page[i]!).delete(key));
        }
        if (page.length < PAGE) return;
        // The first key after the last one seen.
        start = [...page.at(-1)!.key, 0];
      }
    },
    async get(id) {
      const row = await store.get<OutboxRow>(keys.outbox(id));
      return row.versionstamp === null ? null : row;
    },
    async lease(row, until) {
      const value: OutboxRow = {
        ...row.value,
        attempts: row.value.attempts + 1,
        nextAttemptAt: until,
        firstHeldUntil: row.value.firstHeldUntil ?? until,
      };
      const operation = checked(store, row);
      removeRow(operation, row.value);
      putRow(operation, value);
      const result = await store.commit(operation);
      return result.ok ? { value, versionstamp: result.versionstamp } : null;
    },
    async done(id) {
      // Whoever holds it meanwhile holds what has been sent.
      for (let look = 0; look < 8; look++) {
        const row = await this.get(id);
        if (row === null) return;
        const operation = checked(store, row);
        removeRow(operation, row.value);
        if ((await store.commit(operation)).ok) return;
      }
      throw new StoreUnavailable("Too many writers for one row");
    },
    async retry(row, at) {
      const operation = checked(store, row);
      removeRow(operation, row.value);
      putRow(operation, { ...row.value, nextAttemptAt: at });
      await store.commit(operation);
    },
    async layAside(row, reason, at) {
      const { intent, attempts } = row.value;
      const { id } = intent;
      const letter: DeadLetter = {
        ...withoutSecrets(intent),
        consultationId: consultationOf(intent),
        attempts,
        failedAt: at,
        reason,
      };
      const operation = checked(store, row);
      removeRow(operation, row.value);
      operation.set(keys.deadLetter(id), letter, { expireIn: DEAD_FOR });
      await store.commit(operation);
    },
    async deadLetters() {
      const letters = await store.list<DeadLetter>(
        { prefix: ["dead_letters"] },
        { limit: 500, reverse: true },
      );
      // An older version kept no message in them: nothing could be done with those.
      return letters.filter(({ value }) => "mail" in value || "sms" in value);
    },
    async deadLetter(id) {
      const letter = await store.get<DeadLetter>(keys.deadLetter(id));
      return letter.versionstamp === null ? null : letter;
    },
    async revive(letter, intent) {
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

/** Which consultation a message is about; none for a sign-in. */
export function consultationOf(intent: Intent): ConsultationId | null {
  if ("sms" in intent) return intent.sms.consultation.id;
  const { mail } = intent;
  return "consultation" in mail ? mail.consultation.id : null;
}

/** A write that holds only if nobody has touched the row since. */
function checked(
  store: Store,
  { value, versionstamp }: Stored<OutboxRow>,
): Deno.AtomicOperation {
  return store.atomic()
    .check({ key: keys.outbox(value.intent.id), versionstamp });
}
