import { ok, refuse } from "@/lib/domain/basic/refusal.ts";
import { type Exchange, exchangeOf } from "@/lib/domain/call/exchange.ts";
import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import {
  EMPTY_LOOK_SHEET,
  type LookSheet,
} from "@/lib/domain/look/look_sheet.ts";
import type { CountedLook, LookSheets } from "@/lib/ports/mod.ts";
import { keys } from "@/lib/adapters/kv/keys.ts";
import type { Decision, Store } from "@/lib/adapters/kv/store.ts";
import { exchangeAt } from "./exchange_rows.ts";

type Update = Awaited<ReturnType<LookSheets["update"]>>;

/** One row for each sheet: its limits keep it below the store's limit for a value. */
export function createLookSheets(store: Store): LookSheets {
  return {
    async read(id) {
      const [row, exchange] = await store.getMany<unknown>([
        keys.lookSheet(id),
        keys.exchange(id),
      ]) as [Deno.KvEntryMaybe<LookSheet>, Deno.KvEntryMaybe<Exchange>];
      return counted(row.value, exchangeOf(exchange.value).lookSheet);
    },
    async readAll(ids) {
      const rows = await store.getMany<LookSheet>(ids.map(keys.lookSheet));
      return rows.map(({ value }) => value ?? EMPTY_LOOK_SHEET);
    },
    update({ id, artistId }, change) {
      return store.retry<Update>(async (): Promise<Decision<Update>> => {
        const [record, row, stored] = await store.getMany<unknown>([
          keys.consultation(id),
          keys.lookSheet(id),
          keys.exchange(id),
        ]) as [
          Deno.KvEntryMaybe<Consultation>,
          Deno.KvEntryMaybe<LookSheet>,
          Deno.KvEntryMaybe<Exchange>,
        ];
        // Erased since it was authorised: nothing may be left behind.
        if (record.value === null || record.value.state === "erased") {
          return { write: null, answer: refuse("consultation_erased") };
        }
        const before = row.value ?? EMPTY_LOOK_SHEET;
        const next = change(before);
        if (!next.ok) return { write: null, answer: next };
        const exchange = exchangeAt(store, {
          consultation: { id, artistId },
          stored,
        });
        const count = exchange.next.lookSheet;
        if (JSON.stringify(next.value) === JSON.stringify(before)) {
          return { write: null, answer: ok(counted(before, count - 1)) };
        }
        return {
          write: exchange.write("lookSheet")
            .check(record, row).set(keys.lookSheet(id), next.value),
          answer: ok(counted(next.value, count)),
        };
      });
    },
  };
}

function counted(sheet: LookSheet | null, count: number): CountedLook {
  return { sheet: sheet ?? EMPTY_LOOK_SHEET, count };
}
