import { aService } from "@/tests/_support/a_studio.ts";
import { expect } from "expect";
import fc from "fast-check";
import type { Consultation } from "@/lib/domain/consultation.ts";
import type { ServiceId } from "@/lib/domain/ids.ts";
import { DAY, MINUTE } from "@/lib/domain/instant.ts";
import { cellsOf } from "@/lib/domain/slot.ts";
import { bookConsultation } from "@/lib/usecases/book_consultation.ts";
import { declineConsultation } from "@/lib/usecases/decline_consultation.ts";
import {
  BRIDAL,
  INES,
  START,
  type TestApp,
  withApp,
} from "../_support/an_app.ts";
import { aWish } from "./_booking.ts";

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

Deno.test("whatever is booked and declined in whatever order and at whatever moment, no two bookings overlap", async () => {
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
        await expectCellsOfThoseWhoHold(app, day);
      }),
      // Each run has a day of its own within the diary's horizon.
      { numRuns: 20, endOnFailure: true },
    );
  });
});

async function offer({ services: { writer, deps } }: TestApp, all: number[]) {
  const artist = (await deps.directory.artist(INES))!;
  const services = all.map((minutes) => `of-${minutes}` as ServiceId);
  await writer.putArtist({ ...artist, services: [BRIDAL, ...services] });
  for (const minutes of all) {
    await writer.putService(aService({
      id: `of-${minutes}` as ServiceId,
      name: `${minutes} minutes`,
      minutes,
    }));
  }
}

async function attempt(app: TestApp, day: number, wish: Try) {
  const { deps } = app.services;
  const booked = await bookConsultation(
    deps,
    aWish({
      startsAt: day + wish.quarter * 15 * MINUTE,
      serviceId: `of-${wish.minutes}` as ServiceId,
    }),
  );
  if (!booked.ok) return expect(booked.code).toBe("slot_taken");
  if (!wish.declined) return;
  const admin = { role: "admin", email: "odile@studio.example" } as const;
  await declineConsultation(deps, admin, booked.value.id, "");
}

/** Each held quarter of an hour belongs to exactly one booking, and none is held by nobody. */
async function expectCellsOfThoseWhoHold(app: TestApp, day: number) {
  const { consultations } = app.services.deps;
  const span = { from: day, to: day + 12 * 60 * MINUTE };
  const holding = (await consultations.ofArtist(INES, span))
    .filter((one) => one.state === "requested");
  const cells = holding.flatMap(cellsOfBooking);
  expect(new Set(cells).size).toBe(cells.length);
  expect(await consultations.busyCells(INES, span)).toEqual(new Set(cells));
}

function cellsOfBooking({ startsAt, endsAt }: Consultation): number[] {
  return cellsOf({ from: startsAt, to: endsAt });
}
