import { aService } from "@/tests/_support/a_studio.ts";
import { expect } from "expect";
import fc from "fast-check";
import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import type { ConsultationId, ServiceId } from "@/lib/domain/basic/ids.ts";
import { DAY, MINUTE } from "@/lib/domain/basic/instant.ts";
import { cellsOf } from "@/lib/domain/booking/slot.ts";
import { bookConsultation } from "@/lib/usecases/booking/book_consultation.ts";
import { declineConsultation } from "@/lib/usecases/consultation/decline_consultation.ts";
import {
  BRIDAL,
  INES,
  START,
  type TestApp,
  withApp,
} from "@/tests/_support/an_app.ts";
import { aBookingRequest } from "./_booking.ts";

const LENGTHS = [15, 30, 45, 60, 90, 120];

interface Try {
  readonly quarter: number;
  readonly minutes: number;
  readonly declined: boolean;
}

const aTry: fc.Arbitrary<Try> = fc.record({
  quarter: fc.integer({ min: 0, max: 15 }),
  minutes: fc.constantFrom(...LENGTHS),
  declined: fc.boolean(),
});

Deno.test("for any bookings and declines, in any order and at any time, no two bookings overlap", async () => {
  await withApp(async (app) => {
    await offer(app, LENGTHS);
    let run = 0;
    const waves = fc.array(fc.array(aTry, { minLength: 1, maxLength: 6 }), {
      minLength: 1,
      maxLength: 3,
    });
    await fc.assert(
      fc.asyncProperty(waves, async (waves) => {
        const day = START + ++run * DAY;
        for (const wave of waves) {
          await Promise.all(wave.map((one) => attempt(app, day, one)));
        }
        const holding = await expectCellsOfThoseWhoHold(app, day);
        // The artist's open requests are limited, over all days.
        for (const { id } of holding) await decline(app, id);
      }),
      // Each run has a day of its own within the diary's horizon.
      { numRuns: 20, endOnFailure: true },
    );
  });
});

async function offer({ services: { deps } }: TestApp, all: number[]) {
  const artist = (await deps.catalog.artist(INES))!;
  const services = all.map((minutes) => `of-${minutes}` as ServiceId);
  await deps.catalog.restore({
    artists: [{ ...artist, services: [BRIDAL, ...services] }],
  });
  for (const minutes of all) {
    await deps.catalog.restore({
      services: [aService({
        id: `of-${minutes}` as ServiceId,
        name: `${minutes} minutes`,
        minutes,
      })],
    });
  }
}

async function attempt(app: TestApp, day: number, request: Try) {
  const { deps } = app.services;
  const booked = await bookConsultation(
    deps,
    aBookingRequest({
      startsAt: day + request.quarter * 15 * MINUTE,
      serviceId: `of-${request.minutes}` as ServiceId,
    }),
  );
  if (!booked.ok) return expect(booked.code).toBe("slot_taken");
  if (request.declined) await decline(app, booked.value.id);
}

async function decline(app: TestApp, id: ConsultationId) {
  await declineConsultation(app.services.deps, {
    actor: { role: "admin", email: "odile@studio.example" },
    id,
    reason: "",
  });
}

/** Each held 15-minute cell belongs to exactly one booking, and no cell is held without one. */
async function expectCellsOfThoseWhoHold(app: TestApp, day: number) {
  const { consultations } = app.services.deps;
  const span = { from: day, to: day + 12 * 60 * MINUTE };
  const holding = (await consultations.ofArtist(INES, span))
    .filter((one) => one.state === "requested");
  const cells = holding.flatMap(cellsOfBooking);
  expect(new Set(cells).size).toBe(cells.length);
  expect(await consultations.busyCells(INES, span)).toEqual(new Set(cells));
  return holding;
}

function cellsOfBooking({ startsAt, endsAt }: Consultation): number[] {
  return cellsOf({ from: startsAt, to: endsAt });
}
