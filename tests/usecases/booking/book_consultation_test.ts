import { expect } from "expect";
import { keys } from "@/lib/adapters/kv/keys.ts";
import { DAY, MINUTE } from "@/lib/domain/instant.ts";
import { cellsOf } from "@/lib/domain/slot.ts";
import { bookConsultation } from "@/lib/usecases/book_consultation.ts";
import {
  INES,
  NOOR,
  START,
  type TestApp,
  withApp,
} from "../_support/an_app.ts";
import { aWish } from "./_booking.ts";

Deno.test("twenty clients want one time at one moment: one has it, nineteen are offered others, no trace of them is left", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const outcomes = await Promise.all(
      Array.from(
        { length: 20 },
        (_, i) => bookConsultation(deps, aWish({ name: `Client ${i}` })),
      ),
    );
    const booked = outcomes.flatMap((one) => one.ok ? one.value : []);
    const refused = outcomes.flatMap((one) => one.ok ? [] : one);
    expect(booked.length).toBe(1);
    expect(refused.map((one) => one.code)).toEqual(
      Array(19).fill("slot_taken"),
    );
    for (const { facts } of refused) {
      expect(facts.alternatives!.length).toBe(3);
      for (const start of facts.alternatives!) {
        expect(overlap(start, START)).toBe(false);
      }
    }
    await expectOneBookingAlone(app, booked[0]!.id);
  });
});

Deno.test("a time that overlaps a booking by one quarter of an hour is taken", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    await app.requested(START);
    for (const late of [-30, -15, 15, 30]) {
      const startsAt = START + late * MINUTE;
      expect(await bookConsultation(deps, aWish({ startsAt })))
        .toMatchObject({ ok: false, code: "slot_taken" });
    }
    for (const startsAt of [START - 45 * MINUTE, START + 45 * MINUTE]) {
      expect((await bookConsultation(deps, aWish({ startsAt }))).ok).toBe(true);
    }
  });
});

Deno.test("two artists can be booked for the same time", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const wishes = [aWish(), aWish({ artistId: NOOR })];
    const outcomes = await Promise.all(
      wishes.map((wish) => bookConsultation(deps, wish)),
    );
    expect(outcomes.map((one) => one.ok)).toEqual([true, true]);
  });
});

Deno.test("times off the grid, past, or beyond the horizon are refused and leave nothing", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const before = await app.dump();
    const now = app.clock.now();
    for (
      const startsAt of [
        START + 1,
        START + 5 * MINUTE,
        now - DAY - now % (15 * MINUTE),
        START + 40 * DAY,
        NaN,
        Infinity,
        -1,
        Number.MAX_SAFE_INTEGER,
      ]
    ) {
      const outcome = await bookConsultation(deps, aWish({ startsAt }));
      expect([startsAt, outcome.ok]).toEqual([startsAt, false]);
    }
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("an artist or a service that does not exist is refused and leaves nothing", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const before = await app.dump();
    for (
      const wish of [
        aWish({ artistId: "nobody" as typeof INES }),
        { ...aWish(), serviceId: "nothing" as never },
      ]
    ) {
      expect(await bookConsultation(deps, wish))
        .toMatchObject({ ok: false, code: "slot_invalid" });
    }
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("a declined request frees its time", async () => {
  await withApp(async (app) => {
    const id = await app.requested();
    await app.ask(`/api/appointments/${id}/decline`, {
      method: "POST",
      as: "artist",
    });
    expect((await bookConsultation(app.services.deps, aWish())).ok).toBe(true);
  });
});

/** The record, its cells, its three indexes' entries and its mails: all of one booking, none of another. */
async function expectOneBookingAlone(app: TestApp, id: string) {
  await app.kv(async (kv) => {
    const of = async (...prefix: string[]) =>
      await Array.fromAsync(kv.list<string>({ prefix }));
    expect((await of("consultations")).map((one) => one.key.at(-1)))
      .toEqual([id]);
    const cells = cellsOf({ from: START, to: START + 45 * MINUTE });
    expect((await of("slots")).map((one) => [one.key, one.value]))
      .toEqual(cells.map((cell) => [keys.slot(INES, cell), id]));
    for (const index of ["consultations_by_artist", "consultations_by_start"]) {
      expect((await of(index)).map((one) => one.value)).toEqual([id]);
    }
    expect(await of("outbox")).toEqual([]);
    expect((await of("pulses", "consultation")).map((one) => one.key.at(-1)))
      .toEqual([id]);
  });
  expect((await app.mails()).length).toBe(2);
}

function overlap(a: number, b: number): boolean {
  return Math.abs(a - b) < 45 * MINUTE;
}
