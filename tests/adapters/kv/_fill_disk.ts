/** Fills the store at the path until a write fails, and prints what a check of it says then. */
import { createStoreCheck } from "@/lib/adapters/kv/store_check.ts";
import { keys } from "@/lib/adapters/kv/keys.ts";
import { openKv } from "@/lib/adapters/kv/open_kv.ts";
import { Store } from "@/lib/adapters/kv/store.ts";
import { StoreUnavailable } from "@/lib/ports/mod.ts";

const store = new Store(await openKv(Deno.args[0]!));
const check = createStoreCheck(store, { now: () => performance.now() });
const isFull = (error: unknown) => error instanceof StoreUnavailable;

await check.canWrite();
let written = 0;
try {
  for (;; written++) {
    const operation = store.atomic()
      .set(keys.rate("filler", written), new Uint8Array(30_000));
    await store.commit(operation);
  }
} catch (error) {
  if (!isFull(error)) throw error;
}
const later = createStoreCheck(store, { now: () => performance.now() });
const said = await later.canWrite().then(
  () => "writable",
  (error) => isFull(error) ? "unavailable" : String(error),
);
const read = await store.get<Uint8Array>(keys.rate("filler", 0));
console.log(written > 0 ? said : "nothing was written", read.value?.length);
