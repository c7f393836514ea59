import { ok, refuse } from "@/lib/domain/basic/refusal.ts";
import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import {
  NO_NOTES,
  type PrivateNotes,
} from "@/lib/domain/notes/private_notes.ts";
import type { PrivateNotesRows } from "@/lib/ports/mod.ts";
import { keys } from "@/lib/adapters/kv/keys.ts";
import type { Decision, Store } from "@/lib/adapters/kv/store.ts";

type Written = Awaited<ReturnType<PrivateNotesRows["write"]>>;

export function createPrivateNotes(store: Store): PrivateNotesRows {
  return {
    read: async (id) =>
      (await store.get<PrivateNotes>(keys.privateNotes(id))).value ?? NO_NOTES,
    write: (id, { text, revision }) =>
      store.retry<Written>(async (): Promise<Decision<Written>> => {
        const [record, row] = await store.getMany<unknown>([
          keys.consultation(id),
          keys.privateNotes(id),
        ]) as [
          Deno.KvEntryMaybe<Consultation>,
          Deno.KvEntryMaybe<PrivateNotes>,
        ];
        // Erased since it was authorised: nothing may be left behind.
        if (record.value === null || record.value.state === "erased") {
          return { write: null, answer: refuse("consultation_erased") };
        }
        const stored = row.value ?? NO_NOTES;
        // The answer to the same request may have been lost.
        if (stored.text === text) return { write: null, answer: ok(stored) };
        if (stored.revision !== revision) {
          return { write: null, answer: refuse("conflict") };
        }
        const next = { text, revision: revision + 1 };
        return {
          write: store.atomic().check(record, row)
            .set(keys.privateNotes(id), next),
          answer: ok(next),
        };
      }),
  };
}
