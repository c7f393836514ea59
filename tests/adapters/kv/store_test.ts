import { expect } from "expect";
import {
  apartFromRequest,
  sharingTime,
} from "@/lib/adapters/kv/request_time.ts";
import { ranges } from "@/lib/adapters/kv/keys.ts";
import { Store } from "@/lib/adapters/kv/store.ts";
import { StoreUnavailable } from "@/lib/ports/mod.ts";
import {
  alwaysBeaten,
  failing,
  hanging,
  hangingWhile,
  losingAnswers,
  slow,
} from "@/tests/_support/faulty_kv.ts";
import { withKv } from "@/tests/_support/with_kv.ts";

const KEY = ["a key"];

Deno.test("a write that was applied but whose answer was lost counts as a success", async () => {
  await withKv(async (kv) => {
    const store = new Store(losingAnswers(kv, () => true));
    const operation = store.atomic().check({ key: KEY, versionstamp: null })
      .set(KEY, "written");
    expect(await store.commitOnce(operation, "op-1")).toBe(true);
    expect((await kv.get(KEY)).value).toBe("written");
  });
});

Deno.test("a refused write does not count as a success, even if another with a similar id was applied", async () => {
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

Deno.test("a write that the store refuses leaves nothing behind and is reported", async () => {
  await withKv(async (kv) => {
    const store = new Store(alwaysBeaten(kv));
    const operation = store.atomic().set(KEY, "written");
    expect(await store.commitOnce(operation, "op-1")).toBe(false);
    expect(await Array.fromAsync(kv.list({ prefix: [] }))).toEqual([]);
  });
});

Deno.test("a hanging store is unavailable after the deadline, for every operation", async () => {
  await withKv(async (kv) => {
    const store = new Store(hanging(kv), { deadlineMs: 20 });
    const asks = [
      store.get(KEY),
      store.getMany([KEY]),
      store.list(ranges.mailbox()),
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

Deno.test("any number of keys can be read at once, in order", async () => {
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

/** Every kind of call. */
function callsOf(store: Store): (() => Promise<unknown>)[] {
  return [
    () => store.get(KEY),
    () => store.getMany([KEY]),
    () => store.list(ranges.mailbox()),
    () => store.commit(store.atomic().set(KEY, 1)),
  ];
}

Deno.test("a file that another process locks is tried again, and a write happens once", async () => {
  await withKv(async (kv) => {
    const locked = failing(kv, {
      message: "database is locked",
      refuses: (count) => count % 4 !== 0,
    });
    const store = new Store(locked);
    for (const call of callsOf(store)) await call();
    await store.update<number, null>(["n"], ({ value }, write) => ({
      write: write.set(["n"], (value ?? 0) + 1),
      answer: null,
    }));
    expect((await kv.get(["n"])).value).toBe(1);
  });
});

for (
  const message of [
    "database is locked",
    "database or disk is full",
    "disk I/O error",
    "attempt to write a readonly database",
  ]
) {
  Deno.test(`a store that only says "${message}" is unavailable, with the cause`, async () => {
    await withKv(async (kv) => {
      const store = new Store(failing(kv, { message }), { deadlineMs: 30 });
      for (const call of callsOf(store)) {
        const error = await call().catch((error) => error);
        expect(error).toBeInstanceOf(StoreUnavailable);
      }
      expect((await kv.get(KEY)).versionstamp).toBeNull();
    });
  });
}

Deno.test("a value that the store can never take is our mistake, not the store's", async () => {
  await withKv(async (kv) => {
    const store = new Store(kv);
    const write = store.atomic().set(KEY, new Uint8Array(70_000));
    const error = await store.commit(write).catch((error) => error);
    expect(error).toBeInstanceOf(TypeError);
  });
});

Deno.test("the calls of one request share one deadline, and reads at one moment count once", async () => {
  await withKv(async (kv) => {
    const deadlineMs = 3000;
    const slowly = slow(kv, deadlineMs / 5);
    const store = new Store(slowly.kv, { deadlineMs });
    const together = await sharingTime(() =>
      Promise.allSettled(Array.from({ length: 10 }, () => store.get(KEY)))
    );
    expect(slowly.rounds()).toBe(1);
    expect(together.every(({ status }) => status === "fulfilled")).toBe(true);

    slowly.reset();
    const oneByOne = sharingTime(async () => {
      for (let i = 0; i < 20; i++) await store.get(KEY);
    });
    await expect(oneByOne).rejects.toBeInstanceOf(StoreUnavailable);
    // A slower machine makes fewer.
    expect(slowly.rounds()).toBeLessThanOrEqual(5);
  });
});

Deno.test("after a call that failed, the rest of the request's time is left to say so", async () => {
  await withKv(async (kv) => {
    let hangs = true;
    const store = new Store(hangingWhile(kv, () => hangs), {
      deadlineMs: 2000,
    });
    await sharingTime(async () => {
      await expect(store.get(KEY)).rejects.toBeInstanceOf(StoreUnavailable);
      hangs = false;
      expect((await store.get(KEY)).value).toBeNull();
      hangs = true;
      await expect(store.get(KEY)).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(store.get(KEY)).rejects.toThrow(
        "time for the store is over",
      );
    });
  });
});

Deno.test("updates of one record take turns: each reads and writes once, also after one that fails", async () => {
  await withKv(async (kv) => {
    const slowly = slow(kv, 1);
    const store = new Store(slowly.kv);
    const add = (by: number) =>
      store.update<number, number>(["n"], ({ value }, write) => {
        if (by === 0) throw new TypeError("cannot");
        const sum = (value ?? 0) + by;
        return { write: write.set(["n"], sum), answer: sum };
      });
    const sums = await Promise.allSettled([1, 2, 0, 3, 4].map(add));
    expect(sums.map((one) => one.status === "fulfilled" ? one.value : null))
      .toEqual([1, 3, null, 6, 10]);
    expect(slowly.calls()).toBe(9);
  });
});

Deno.test("work that outlives its request has a deadline for each call", async () => {
  await withKv(async (kv) => {
    // Each call fits the deadline many times; together they exceed it.
    const deadlineMs = 1500;
    const slowly = slow(kv, deadlineMs / 10);
    const store = new Store(slowly.kv, { deadlineMs });
    const many = async () => {
      for (let i = 0; i < 12; i++) await store.get(KEY);
      return "done";
    };
    const left = await sharingTime(async () => {
      await store.get(KEY);
      return {
        // As a mail that is sent meanwhile.
        background: apartFromRequest(many),
        // As a stream that the answer opens.
        afterwards: () => many(),
      };
    });
    expect(await left.background).toBe("done");
    expect(await left.afterwards()).toBe("done");
  });
});
