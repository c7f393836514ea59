/** Cells, indexes and bookings agree for any concurrent requests in any order. */
import { expect } from "expect";
import fc from "fast-check";
import {
  HOLDS_SLOT,
  isFinished,
} from "@/lib/domain/consultation/consultation.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { DAY, HOUR, MINUTE } from "@/lib/domain/basic/instant.ts";
import type { Actor } from "@/lib/domain/consultation/permission.ts";
import { cellsOf } from "@/lib/domain/booking/slot.ts";
import { bookConsultation } from "@/lib/usecases/booking/book_consultation.ts";
import { cancelConsultation } from "@/lib/usecases/consultation/cancel_consultation.ts";
import { confirmConsultation } from "@/lib/usecases/consultation/confirm_consultation.ts";
import { declineConsultation } from "@/lib/usecases/consultation/decline_consultation.ts";
import { rescheduleConsultation } from "@/lib/usecases/consultation/reschedule_consultation.ts";
import { sweep } from "@/lib/usecases/reconcile/sweep.ts";
import { type TestApp, withApp } from "@/tests/_support/an_app.ts";
import { bookedCells } from "@/tests/routes/_changes.ts";
import { aBookingRequest } from "./_booking.ts";

type Act =
  | { readonly do: "book"; readonly quarter: number }
  | { readonly do: "move"; readonly who: number; readonly quarter: number }
  | {
    readonly do: "confirm" | "decline" | "cancel";
    readonly who: number;
  }
  | { readonly do: "pass"; readonly hours: number };

const quarter = fc.integer({ min: 0, max: 11 });
const who = fc.integer({ min: 0, max: 9 });
const anAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant("book"), quarter }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("move"), who, quarter }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom("confirm", "confirm", "confirm", "decline", "cancel"),
      who,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("pass"),
      hours: fc.integer({ min: 1, max: 3 }),
    }),
  },
) as fc.Arbitrary<Act>;

const ADMIN: Actor = { role: "admin", email: "odile@studio.example" };

Deno.test("no sequence of bookings, answers, moves, cancellations and sweeps leaves a cell without its booking, or a booking without its cells and indexes", async () => {
  await withApp(async (app) => {
    const waves = fc.array(fc.array(anAct, { minLength: 1, maxLength: 5 }), {
      minLength: 2,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(waves, async (waves) => {
        // The next run's times are all after this one's: nothing is in the past
        // at first.
        const base = Math.ceil((app.clock.now() + HOUR) / HOUR) * HOUR;
        const ids: ConsultationId[] = [];
        for (const wave of waves) {
          await Promise.all(wave.map((act) => perform(app, base, ids, act)));
          await expectAgreement(app);
        }
        app.clock.set(base + DAY);
        await sweep(app.services.deps);
        await expectAgreement(app);
      }),
      { numRuns: 100, endOnFailure: true },
    );
  });
});

async function perform(
  app: TestApp,
  base: number,
  ids: ConsultationId[],
  act: Act,
): Promise<void> {
  const { deps } = app.services;
  if (act.do === "pass") {
    app.clock.advance(act.hours * HOUR);
    return await sweep(deps);
  }
  if (act.do === "book") {
    const startsAt = base + act.quarter * 15 * MINUTE;
    const booked = await bookConsultation(deps, aBookingRequest({ startsAt }));
    if (booked.ok) ids.push(booked.value.id);
    return;
  }
  const id = ids[act.who % Math.max(1, ids.length)];
  if (id === undefined) return;
  switch (act.do) {
    case "confirm":
      return void await confirmConsultation(deps, { actor: ADMIN, id });
    case "decline":
      return void await declineConsultation(deps, {
        actor: ADMIN,
        id,
        reason: "",
      });
    case "cancel":
      return void await cancelConsultation(deps, {
        actor: ADMIN,
        id,
        note: "",
        version: null,
      });
    case "move":
      // Only confirmed consultations move; otherwise few would.
      if (act.quarter % 2) {
        await confirmConsultation(deps, { actor: ADMIN, id });
      }
      return void await rescheduleConsultation(deps, {
        actor: ADMIN,
        id,
        startsAt: base + act.quarter * 15 * MINUTE,
        version: null,
        token: null,
      });
  }
}

async function expectAgreement(app: TestApp) {
  const store = await bookedCells(app);
  const records = await Promise.all(
    store.records.map((id) => app.record(id as ConsultationId)),
  );
  const rows = (all: readonly { at: number; id: string }[]) =>
    all.map(({ at, id }) => `${at} ${id}`).sort();
  const starts = records.map((one) => ({ at: one.startsAt, id: one.id }));
  expect(rows(store.byStart)).toEqual(rows(starts));
  expect(rows(store.byArtist)).toEqual(rows(starts));
  expect(rows(store.unfinished)).toEqual(
    rows(
      records.filter((one) => !isFinished(one))
        .map((one) => ({ at: one.startsAt, id: one.id })),
    ),
  );
  const held = records.filter((one) => HOLDS_SLOT[one.state])
    .flatMap(({ id, startsAt, heldUntil }) =>
      cellsOf({ from: startsAt, to: heldUntil }).map((at) => ({ at, id }))
    );
  expect(rows(store.cells)).toEqual(rows(held));
  expect(new Set(held.map((cell) => cell.at)).size).toBe(held.length);
  expect(store.outbox).toBe(0);
}
