import { expect } from "expect";
import { keys } from "@/lib/adapters/kv/keys.ts";
import { DAY, MINUTE } from "@/lib/domain/basic/instant.ts";
import { cellsOf } from "@/lib/domain/booking/slot.ts";
import { bookConsultation } from "@/lib/usecases/booking/book_consultation.ts";
import { confirmConsultation } from "@/lib/usecases/consultation/confirm_consultation.ts";
import {
  BRIDAL,
  INES,
  NOOR,
  START,
  type TestApp,
  withApp,
} from "@/tests/_support/an_app.ts";
import { aBookingRequest } from "@/tests/usecases/_booking.ts";

Deno.test("twenty clients want one time at once: one gets it, nineteen are offered others and leave no trace", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const outcomes = await Promise.all(
      Array.from(
        { length: 20 },
        (_, i) =>
          bookConsultation(deps, aBookingRequest({ name: `Client ${i}` })),
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

Deno.test("a time that overlaps a booking by 15 minutes is taken", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    await app.requested(START);
    for (const late of [-30, -15, 15, 30]) {
      const startsAt = START + late * MINUTE;
      expect(await bookConsultation(deps, aBookingRequest({ startsAt })))
        .toMatchObject({ ok: false, code: "slot_taken" });
    }
    for (const startsAt of [START - 45 * MINUTE, START + 45 * MINUTE]) {
      expect((await bookConsultation(deps, aBookingRequest({ startsAt }))).ok)
        .toBe(true);
    }
  });
});

Deno.test("two artists can be booked for the same time", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const requests = [aBookingRequest(), aBookingRequest({ artistId: NOOR })];
    const outcomes = await Promise.all(
      requests.map((request) => bookConsultation(deps, request)),
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
      const outcome = await bookConsultation(
        deps,
        aBookingRequest({ startsAt }),
      );
      expect([startsAt, outcome.ok]).toEqual([startsAt, false]);
    }
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("an unknown artist or service is refused and leaves nothing", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const before = await app.dump();
    for (
      const request of [
        aBookingRequest({ artistId: "nobody" as typeof INES }),
        { ...aBookingRequest(), serviceId: "nothing" as never },
      ]
    ) {
      expect(await bookConsultation(deps, request))
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
    expect((await bookConsultation(app.services.deps, aBookingRequest())).ok)
      .toBe(true);
  });
});

/**
 * The record, its cells, its entries in four indexes and its mails: all of one
 * booking, none of another.
 */
async function expectOneBookingAlone(app: TestApp, id: string) {
  await app.kv(async (kv) => {
    const of = async (...prefix: string[]) =>
      await Array.fromAsync(kv.list<string>({ prefix }));
    expect((await of("consultations")).map((one) => one.key.at(-1)))
      .toEqual([id]);
    const cells = cellsOf({ from: START, to: START + 45 * MINUTE });
    expect((await of("slots")).map((one) => [one.key, one.value]))
      .toEqual(cells.map((cell) => [keys.slot(INES, cell), id]));
    for (const index of ["artist", "client", "start"]) {
      expect((await of(`consultations_by_${index}`)).map((one) => one.value))
        .toEqual([id]);
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

Deno.test("the confirmation says what to prepare as the service said when it was booked", async () => {
  await withApp(async (app) => {
    const { catalog } = app.services.deps;
    const service = (await catalog.service(BRIDAL))!;
    const says = (prepare: string) =>
      catalog.restore({ services: [{ ...service, prepare }] });
    await says("Show us your dress.\nBring your brushes.");
    const id = await app.requested();
    await says("Anything else.");
    await confirmConsultation(app.services.deps, {
      actor: { role: "artist", artistId: INES, email: "ines@studio.example" },
      id,
    });
    const { text } = (await app.mails())
      .find((mail) => mail.text.includes("WHAT TO PREPARE"))!;
    expect(text).toContain("Show us your dress.");
    expect(text).toContain("Bring your brushes.");
    expect(text).not.toContain("Anything else.");
  });
});
