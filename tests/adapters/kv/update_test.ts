import { expect } from "expect";
import { Store } from "@/lib/adapters/kv/store.ts";
import { StoreUnavailable } from "@/lib/ports/mod.ts";
import { alwaysBeaten, losingAnswers } from "@/tests/_support/faulty_kv.ts";
import { withKv } from "@/tests/_support/with_kv.ts";

const KEY = ["a count"];

const increment = (store: Store, operationId?: () => string) =>
  store.update<number, number>(
    KEY,
    ({ value }, operation) => {
      const answer = (value ?? 0) + 1;
      return { write: operation.set(KEY, answer), answer };
    },
    operationId === undefined ? {} : { operationId },
  );

Deno.test("sixty updates of one record at one moment: each is decided on what the last one left", async () => {
  await withKv(async (kv) => {
    const store = new Store(kv);
    const counted = await Promise.all(
      Array.from({ length: 60 }, () => increment(store)),
    );
    expect(counted.toSorted((a, b) => a - b))
      .toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
  });
});

Deno.test("a decision without a write answers, and writes nothing", async () => {
  await withKv(async (kv) => {
    const answer = await new Store(kv).update(
      KEY,
      ({ versionstamp }) => ({ write: null, answer: versionstamp }),
    );
    expect(answer).toBeNull();
    expect((await kv.get(KEY)).versionstamp).toBeNull();
  });
});

Deno.test("an update that loses every race ends, and says that the store is unavailable", async () => {
  await withKv(async (kv) => {
    await expect(increment(new Store(alwaysBeaten(kv))))
      .rejects.toThrow(StoreUnavailable);
  });
});

Deno.test("a lost write can have another reason than a race: then the update ends with that answer", async () => {
  await withKv(async (kv) => {
    const store = new Store(alwaysBeaten(kv));
    let asked = 0;
    const answer = await store.retry<string>(() =>
      Promise.resolve({
        write: store.atomic().set(KEY, 1),
        answer: "written",
        lost: () => Promise.resolve(++asked === 3 ? "taken" : null),
      })
    );
    expect([answer, asked]).toEqual(["taken", 3]);
  });
});

Deno.test("with operation ids, a write whose answer is lost is not done twice", async () => {
  await withKv(async (kv) => {
    const store = new Store(losingAnswers(kv, () => true));
    expect(await increment(store, () => crypto.randomUUID())).toBe(1);
    expect((await kv.get(KEY)).value).toBe(1);
  });
});

Deno.test("a decision can ask to be made again, on what it reads then", async () => {
  await withKv(async (kv) => {
    const store = new Store(kv);
    let round = 0;
    const answer = await store.retry(() =>
      Promise.resolve(
        ++round < 3 ? "again" as const : { write: null, answer: round },
      )
    );
    expect(answer).toBe(3);
  });
});
