import { expect } from "expect";
import { Store } from "@/lib/adapters/kv/store.ts";
import { StoreUnavailable } from "@/lib/ports.ts";
import {
  alwaysBeaten,
  hanging,
  losingAnswers,
} from "../../_support/faulty_kv.ts";
import { withKv } from "../../_support/with_kv.ts";

const KEY = ["a key"];

Deno.test("a write that was applied, though its answer was lost, is believed", async () => {
  await withKv(async (kv) => {
    const store = new Store(losingAnswers(kv, () => true));
    const operation = store.atomic().check({ key: KEY, versionstamp: null })
      .set(KEY, "written");
    expect(await store.commitOnce(operation, "op-1")).toBe(true);
    expect((await kv.get(KEY)).value).toBe("written");
  });
});

Deno.test("a write that was refused is not believed, though another with its id's like was applied", async () => {
  await withKv(async (kv) => {
    const store = new Store(kv);
    const once = (id: string) =>
      store.commitOnce(
        store.atomic().check({ key: KEY, versionstamp: null }).set(KEY, id),
        id,
      );
    expect(await once("op-1")).toBe(true);
    expect(await once("op-2")).toBe(false);
    expect((await kv.get(KEY)).value).toBe("op-1");
  });
});

Deno.test("a write that the store refused leaves nothing, and says so", async () => {
  await withKv(async (kv) => {
    const store = new Store(alwaysBeaten(kv));
    const operation = store.atomic().set(KEY, "written");
    expect(await store.commitOnce(operation, "op-1")).toBe(false);
    expect(await Array.fromAsync(kv.list({ prefix: [] }))).toEqual([]);
  });
});

Deno.test("a store that hangs is unavailable after the deadline, whatever is asked of it", async () => {
  await withKv(async (kv) => {
    const store = new Store(hanging(kv), 20);
    const asks = [
      store.get(KEY),
      store.getMany([KEY]),
      store.list({ prefix: [] }),
      store.commit(store.atomic().set(KEY, 1)),
      store.commitOnce(store.atomic().set(KEY, 1), "op-1"),
    ];
    for (const ask of await Promise.allSettled(asks)) {
      expect(ask.status).toBe("rejected");
      expect((ask as PromiseRejectedResult).reason)
        .toBeInstanceOf(StoreUnavailable);
    }
  });
});

Deno.test("any number of keys can be read at once, in their order", async () => {
  await withKv(async (kv) => {
    const store = new Store(kv);
    const wanted = Array.from({ length: 23 }, (_, i) => ["n", i]);
    for (const key of wanted.slice(0, 20)) await kv.set(key, key[1]);
    const found = await store.getMany<number>(wanted);
    expect(found.map((entry) => entry.value))
      .toEqual(wanted.map((_, i) => i < 20 ? i : null));
    expect(await store.getMany([])).toEqual([]);
  });
});
