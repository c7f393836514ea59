import { expect } from "expect";
import { createRateLimits } from "@/lib/adapters/kv/rate_limits.ts";
import { Store } from "@/lib/adapters/kv/store.ts";
import { MINUTE } from "@/lib/domain/instant.ts";
import { FakeClock } from "../../_support/fake_clock.ts";
import { alwaysBeaten } from "../../_support/faulty_kv.ts";
import { withKv } from "../../_support/with_kv.ts";

const WINDOW = 15 * MINUTE;
const limits = (kv: Deno.Kv, clock = new FakeClock("2026-11-22T16:00:00Z")) =>
  createRateLimits(new Store(kv), clock);

Deno.test("forty at one moment: as many pass as may, and the others learn how long to wait", async () => {
  await withKv(async (kv) => {
    const rate = limits(kv);
    const waits = await Promise.all(
      Array.from({ length: 40 }, () => rate.take("somebody", 5, WINDOW)),
    );
    expect(waits.filter((wait) => wait === 0).length).toBe(5);
    expect(new Set(waits)).toEqual(new Set([0, WINDOW / 1000]));
  });
});

Deno.test("the wait is over when the next window begins, not before", async () => {
  await withKv(async (kv) => {
    const clock = new FakeClock("2026-11-22T16:07:00Z");
    const rate = limits(kv, clock);
    await rate.take("somebody", 1, WINDOW);
    const wait = await rate.take("somebody", 1, WINDOW);
    expect(wait).toBe(8 * 60);
    clock.advance(wait * 1000 - 1);
    expect(await rate.take("somebody", 1, WINDOW)).toBe(1);
    clock.advance(1);
    expect(await rate.take("somebody", 1, WINDOW)).toBe(0);
  });
});

Deno.test("one name's tries are no other's", async () => {
  await withKv(async (kv) => {
    const rate = limits(kv);
    expect(await rate.take("somebody", 1, WINDOW)).toBe(0);
    expect(await rate.take("another", 1, WINDOW)).toBe(0);
    expect(await rate.take("somebody", 1, WINDOW)).toBeGreaterThan(0);
  });
});

Deno.test("when every write loses its race the answer is to wait, and it comes", async () => {
  await withKv(async (kv) => {
    const rate = limits(alwaysBeaten(kv));
    expect(await rate.take("somebody", 5, WINDOW)).toBeGreaterThan(0);
  });
});
