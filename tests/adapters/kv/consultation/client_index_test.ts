import { expect } from "expect";
import { indexClients } from "@/lib/adapters/kv/consultation/client_index.ts";
import { createConsultations } from "@/lib/adapters/kv/consultation/consultations.ts";
import { keys } from "@/lib/adapters/kv/keys.ts";
import { Store } from "@/lib/adapters/kv/store.ts";
import { createSecrets } from "@/lib/adapters/secrets.ts";
import { HOUR } from "@/lib/domain/basic/instant.ts";
import {
  aRequested,
  consultationId,
  START,
} from "@/tests/_support/a_consultation.ts";
import { FakeClock } from "@/tests/_support/fake_clock.ts";
import { withKv } from "@/tests/_support/with_kv.ts";

const MARA = "mara@client.example";
const LATER = START + 1_000 * HOUR;

async function withBookings(
  test: (around: {
    readonly kv: Deno.Kv;
    readonly store: Store;
    /** Ids of what was booked with Mara's address. */
    found(): Promise<string[]>;
  }) => Promise<void>,
) {
  await withKv(async (kv) => {
    const store = new Store(kv);
    const consultations = createConsultations(
      store,
      createSecrets(new FakeClock()),
    );
    for (let n = 0; n < 50; n++) {
      const email = n % 2 === 0 ? MARA : "nora@client.example";
      await consultations.book(
        aRequested({
          id: idOf(n),
          startsAt: START + n * HOUR,
          client: { email },
        }),
        [],
      );
    }
    const options = { before: LATER, limit: 100 };
    await test({
      kv,
      store,
      found: async () =>
        (await consultations.ofClient(` ${MARA.toUpperCase()}`, options))
          .map(({ id }) => id),
    });
  });
}

const LETTERS = "abcdefghij";
const idOf = (n: number) =>
  `${n}`.padStart(26, "0").replace(/\d/g, (digit) => LETTERS[Number(digit)]!);
const MARAS = Array.from({ length: 25 }, (_, n) => idOf(48 - 2 * n));

Deno.test("a client's consultations are found by their address, newest first, however it is written", async () => {
  await withBookings(async ({ found }) => {
    expect(await found()).toEqual(MARAS);
  });
});

Deno.test("records of a version without the index are found after one pass, which runs once", async () => {
  await withBookings(async ({ kv, store, found }) => {
    const rows = kv.list({ prefix: ["consultations_by_client"] });
    for await (const { key } of rows) await kv.delete(key);
    expect(await found()).toEqual([]);
    await indexClients(store);
    expect(await found()).toEqual(MARAS);
    const { key } = (await Array.fromAsync(
      kv.list({ prefix: ["consultations_by_client"] }),
    ))[0]!;
    await kv.delete(key);
    await indexClients(store);
    expect((await kv.get(key)).value).toBe(null);
  });
});

Deno.test("the pass gives no row to what was erased while it read", async () => {
  await withBookings(async ({ kv, store, found }) => {
    const first = consultationId(MARAS[0]!);
    const record = await kv.get<Record<string, unknown>>(
      keys.consultation(first),
    );
    await kv.delete(keys.byClient(record.value as never));
    await kv.set(record.key, {
      ...record.value,
      state: "erased",
      client: { name: "Erased", email: "" },
    });
    await indexClients(store);
    expect(await found()).toEqual(MARAS.slice(1));
    expect(
      await Array.fromAsync(
        kv.list({ prefix: ["consultations_by_client", ""] }),
      ),
    ).toEqual([]);
  });
});
