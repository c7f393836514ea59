import { expect } from "expect";
import { openKv } from "@/lib/adapters/kv/open_kv.ts";
import {
  type KvConnectServer,
  kvConnectServer,
} from "@/tests/_support/kv_connect_server.ts";
import { until } from "@/tests/_support/patience.ts";

/** Two clients, as of two processes. */
async function withTwo(
  test: (one: Deno.Kv, two: Deno.Kv, server: KvConnectServer) => Promise<void>,
) {
  await using server = kvConnectServer();
  using one = await server.open();
  using two = await server.open();
  await test(one, two, server);
}

Deno.test("over KV Connect, one client's write is the other's next read, in the order of the keys", async () => {
  await withTwo(async (one, two) => {
    await one.set(["a", 2], { name: "two" });
    await one.set(["a", 1], new Uint8Array([1, 2]));
    await one.set(["b"], "outside");
    const listed = await Array.fromAsync(two.list({ prefix: ["a"] }));
    expect(listed.map(({ key, value }) => [key, value])).toEqual([
      [["a", 1], new Uint8Array([1, 2])],
      [["a", 2], { name: "two" }],
    ]);
    const [last] = await Array.fromAsync(
      two.list({ prefix: ["a"] }, { reverse: true, limit: 1 }),
    );
    expect(last?.key).toEqual(["a", 2]);
    await two.delete(["b"]);
    expect((await one.get(["b"])).versionstamp).toBeNull();
  });
});

Deno.test("over KV Connect, of simultaneous writes with one condition exactly one wins", async () => {
  await withTwo(async (one, two) => {
    const take = (kv: Deno.Kv, who: string) =>
      kv.atomic().check({ key: ["slot"], versionstamp: null })
        .set(["slot"], who).commit();
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, i) => take(i % 2 ? one : two, `${i}`)),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

Deno.test("over KV Connect, counters add up and a watch sees the other client's writes", async () => {
  await withTwo(async (one, two) => {
    const reader = two.watch<[Deno.KvU64]>([["n"]]).getReader();
    let seen = 0n;
    const reading = (async () => {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        seen = value[0].value?.value ?? 0n;
      }
    })();
    await Promise.all(
      [one, two, one, two].map((kv) => kv.atomic().sum(["n"], 1n).commit()),
    );
    await until("the watch to see all four", () => seen === 4n);
    await reader.cancel();
    await reading;
  });
});

Deno.test("a value over KV Connect is gone after its time", async () => {
  await withTwo(async (one, two) => {
    await one.set(["short"], 1, { expireIn: 50 });
    await until(
      "the value to expire",
      async () => (await two.get(["short"])).versionstamp === null,
    );
  });
});

Deno.test("KV_PATH with a URL opens that database, and makes no folder", async () => {
  await using server = kvConnectServer();
  using other = await server.open();
  await other.set(["x"], 1);
  Deno.env.set("DENO_KV_ACCESS_TOKEN", server.env.DENO_KV_ACCESS_TOKEN);
  try {
    using kv = await openKv(server.url);
    expect((await kv.get(["x"])).value).toBe(1);
  } finally {
    Deno.env.delete("DENO_KV_ACCESS_TOKEN");
  }
  await expect(Deno.stat("http:")).rejects.toThrow(Deno.errors.NotFound);
});
