import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { keys, ranges } from "@/lib/adapters/kv/keys.ts";
import type { Store } from "@/lib/adapters/kv/store.ts";

/** As many records as two calls of the store read. */
const AT_ONCE = 20;

/**
 * Finds consultations of versions that had no index by client, once for a
 * store. It may be broken off and repeated: a row says the same however often
 * it is written.
 */
export async function indexClients(store: Store): Promise<void> {
  if ((await store.get(keys.clientsIndexed())).value !== null) return;
  const all = await store.list<ConsultationId>(ranges.allByStart());
  for (let at = 0; at < all.length; at += AT_ONCE) {
    const records = await store.getMany<Consultation>(
      all.slice(at, at + AT_ONCE).map(({ value }) => keys.consultation(value)),
    );
    await Promise.all(records.map(async (entry) => {
      if (entry.value === null || entry.value.state === "erased") return;
      // One that changes meanwhile writes its own row, or has none any more.
      await store.commit(
        store.atomic().check(entry)
          .set(keys.byClient(entry.value), entry.value.id),
      );
    }));
  }
  await store.commit(store.atomic().set(keys.clientsIndexed(), true));
}
