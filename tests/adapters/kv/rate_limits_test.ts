import { expect } from "expect";
import { createRateLimits } from "@/lib/adapters/kv/rate_limits.ts";
import { Store } from "@/lib/adapters/kv/store.ts";
import { MINUTE } from "@/lib/domain/basic/instant.ts";
import type { RateLimit } from "@/lib/domain/basic/rate_limits.ts";
import { FakeClock } from "@/tests/_support/fake_clock.ts";
import { alwaysBeaten } from "@/tests/_support/faulty_kv.ts";
import { withKv } from "@/tests/_support/with_kv.ts";

const WINDOW = 15 * MINUTE;
const upTo = (most: number): RateLimit => ({
  name: "tries",
  most,
  windowMs: WINDOW,
  per: "person",
});
const limits = (kv: Deno.Kv, clock = new FakeClock("2026-11-22T16:00:00Z")) =>
  createRateLimits(new Store(kv), clock);

Deno.test("forty concurrent requests: as many pass as the limit allows, and the others learn how long to wait", async () => {
  await withKv(async (kv) => {
    const rate = limits(kv);
    const waits = await Promise.all(
      Array.from({ length: 40 }, () => rate.take(upTo(5), "somebody")),
    );
    expect(waits.filter((wait) => wait === 0).length).toBe(5);
    expect(new Set(waits)).toEqual(new Set([0, WINDOW / 1000]));
  });
});

Deno.test("the wait ends when the next window begins, not before", async () => {
  await withKv(async (kv) => {
    const clock = new FakeClock("2026-11-22T16:07:00Z");
    const rate = limits(kv, clock);
    await rate.take(upTo(1), "somebody");
    const wait = await rate.take(upTo(1), "somebody");
    expect(wait).toBe(8 * 60);
    clock.advance(wait * 1000 - 1);
    expect(await rate.take(upTo(1), "somebody")).toBe(1);
    clock.advance(1);
    expect(await rate.take(upTo(1), "somebody")).toBe(0);
  });
});

Deno.test("attempts count for each name separately", async () => {
  await withKv(async (kv) => {
    const rate = limits(kv);
    expect(await rate.take(upTo(1), "somebody")).toBe(0);
    expect(await rate.take(upTo(1), "another")).toBe(0);
    expect(await rate.take(upTo(1), "somebody")).toBeGreaterThan(0);
  });
});

Deno.test("when every write loses its race, the answer is to wait, and it does arrive", async () => {
  await withKv(async (kv) => {
    const rate = limits(alwaysBeaten(kv));
    expect(await rate.take(upTo(5), "somebody")).toBeGreaterThan(0);
  });
});
