import type { Outbox, OutboxRow, Stored } from "@/lib/ports/mod.ts";
import { createDeadLetters } from "./dead_letters.ts";
import { keys, ranges } from "@/lib/adapters/kv/keys.ts";
import { putRow, removeRow, takeRow } from "./outbox_rows.ts";
import type { Store } from "@/lib/adapters/kv/store.ts";

/** Read at once; however many rows wait, no more than these are in memory. */
const PAGE = 50;

export function createOutbox(store: Store): Outbox {
  return { ...createRows(store), ...createDeadLetters(store) };
}

function createRows(
  store: Store,
): Pick<Outbox, "due" | "get" | "lease" | "done" | "retry"> {
  let indexed: Promise<void> | null = null;
  return {
    async *due(now) {
      indexed ??= indexOlderRows(store);
      await indexed.catch((error) => {
        indexed = null;
        throw error;
      });
      yield* dueRows(store, now);
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
      const operation = takeRow(store, row);
      putRow(operation, value);
      const result = await store.commit(operation);
      return result.ok ? { value, versionstamp: result.versionstamp } : null;
    },
    // If another sender holds the row now, it holds a row that has been sent.
    done: (id) =>
      store.update<OutboxRow, void>(keys.outbox(id), ({ value }, operation) => {
        if (value !== null) removeRow(operation, value);
        return { write: value && operation, answer: undefined };
      }),
    async retry(row, at) {
      const operation = takeRow(store, row);
      putRow(operation, { ...row.value, nextAttemptAt: at });
      await store.commit(operation);
    },
  };
}

/** Rows of a version that had no index are added to it, once per process. */
async function indexOlderRows(store: Store): Promise<void> {
  const [rows, due] = await Promise.all([
    store.list<OutboxRow>(ranges.outbox()),
    store.list<string>(ranges.allOutboxDue()),
  ]);
  const known = new Set(due.map((entry) => entry.value));
  for (const { key, value, versionstamp } of rows) {
    if (known.has(value.intent.id)) continue;
    const operation = store.atomic().check({ key, versionstamp });
    putRow(operation, value);
    await store.commit(operation);
  }
}

async function* dueRows(
  store: Store,
  now: number,
): AsyncGenerator<Stored<OutboxRow>, void> {
  let after: Deno.KvKey | null = null;
  for (;;) {
    const page: Deno.KvEntry<string>[] = await store.list<string>(
      ranges.outboxDue(now, after),
      { limit: PAGE },
    );
    const rows = await store.getMany<OutboxRow>(
      page.map((entry) => keys.outbox(entry.value)),
    );
    for (const [i, row] of rows.entries()) {
      const place = page[i]!;
      if (
        row.versionstamp !== null && row.value.nextAttemptAt === place.key[1]
      ) {
        yield row;
      } else {
        await store.commit(store.atomic().check(place).delete(place.key));
      }
    }
    if (page.length < PAGE) return;
    after = page.at(-1)!.key;
  }
}
