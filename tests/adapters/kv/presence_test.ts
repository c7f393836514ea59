import { expect } from "expect";
import { createPresenceStore } from "@/lib/adapters/kv/presence.ts";
import { keys } from "@/lib/adapters/kv/keys.ts";
import { Store } from "@/lib/adapters/kv/store.ts";
import { parseTabId } from "@/lib/domain/basic/ids.ts";
import { SECOND } from "@/lib/domain/basic/instant.ts";
import { aConsultation } from "@/tests/_support/a_consultation.ts";
import { FakeClock } from "@/tests/_support/fake_clock.ts";
import { losingAnswers } from "@/tests/_support/faulty_kv.ts";
import { withKv } from "@/tests/_support/with_kv.ts";

const consultation = aConsultation("confirmed");
const tab = (n: number) => parseTabId(`tab-number-${n}`)!;

function aBook(kv: Deno.Kv) {
  const clock = new FakeClock();
  const book = createPresenceStore(new Store(kv), clock);
  const pulses = async () =>
    (await kv.get<Deno.KvU64>(keys.pulse({ consultation: consultation.id })))
      .value?.value ?? 0n;
  return { clock, book, pulses };
}

Deno.test("five tabs arrive at the same time: one holds the lease, and the others learn that it is taken", async () => {
  await withKv(async (kv) => {
    const { book } = aBook(kv);
    const tabs = [1, 2, 3, 4, 5].map(tab);
    const arrived = await Promise.all(
      tabs.map((one) =>
        book.beat(consultation, "client", { kind: "arrive", tab: one })
      ),
    );
    expect(arrived.every((one) => one.kind === "held")).toBe(true);
    const holder = (await book.of(consultation.id)).client!.tab;
    const beats = await Promise.all(
      tabs.map((one) =>
        book.beat(consultation, "client", { kind: "beat", tab: one })
      ),
    );
    expect(beats.map((one) => one.kind)).toEqual(
      tabs.map((one) => one === holder ? "held" : "elsewhere"),
    );
  });
});

Deno.test("heartbeats of client and artist at the same time do not disturb each other", async () => {
  await withKv(async (kv) => {
    const { book, clock } = aBook(kv);
    await Promise.all([1, 2, 3].flatMap((i) => [
      book.beat(consultation, "client", {
        kind: i === 1 ? "arrive" : "beat",
        tab: tab(1),
      }),
      book.beat(consultation, "artist", {
        kind: i === 1 ? "arrive" : "beat",
        tab: tab(2),
      }),
    ]));
    const { client, artist } = await book.of(consultation.id);
    expect(client).toMatchObject({ tab: tab(1), since: clock.now() });
    expect(artist).toMatchObject({ tab: tab(2), since: clock.now() });
  });
});

Deno.test("arrivals and departures are announced, heartbeats are not", async () => {
  await withKv(async (kv) => {
    const { book, clock, pulses } = aBook(kv);
    const beat = (kind: "arrive" | "beat" | "left") =>
      book.beat(consultation, "client", { kind: kind, tab: tab(1) });
    await beat("arrive");
    expect(await pulses()).toBe(1n);
    for (let i = 0; i < 10; i++) {
      clock.advance(6 * SECOND);
      await beat("beat");
    }
    expect(await pulses()).toBe(1n);
    await beat("left");
    expect(await pulses()).toBe(2n);
    clock.advance(60 * SECOND);
    await beat("beat");
    expect(await pulses()).toBe(3n);
  });
});

Deno.test("a heartbeat whose answer was lost still holds the lease", async () => {
  await withKv(async (kv) => {
    const { clock } = aBook(kv);
    const book = createPresenceStore(
      new Store(losingAnswers(kv, (count) => count === 1)),
      clock,
    );
    expect(
      await book.beat(consultation, "client", { kind: "arrive", tab: tab(1) }),
    )
      .toMatchObject({ kind: "held" });
    expect((await book.of(consultation.id)).client!.tab).toBe(tab(1));
  });
});

Deno.test("nobody is present before the first arrival", async () => {
  await withKv(async (kv) => {
    expect(await aBook(kv).book.of(consultation.id))
      .toEqual({ client: null, artist: null });
  });
});
