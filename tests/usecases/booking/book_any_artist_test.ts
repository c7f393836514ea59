import { expect } from "expect";
import { DAY, HOUR, type Instant } from "@/lib/domain/basic/instant.ts";
import type { Consultations } from "@/lib/ports/mod.ts";
import { bookAnyArtist } from "@/lib/usecases/booking/book_any_artist.ts";
import {
  INES,
  NOOR,
  START,
  type TestApp,
  withApp,
} from "@/tests/_support/an_app.ts";
import { aBookingRequest } from "@/tests/usecases/_booking.ts";

const WANTED = START + 2 * DAY;

async function anyone(app: TestApp, startsAt: Instant = WANTED) {
  const { artistId: _, ...request } = aBookingRequest({ startsAt });
  const booked = await bookAnyArtist(app.services.deps, request);
  return booked.ok ? booked.value.artistId : booked;
}

Deno.test("the artist with the fewest consultations on that day is chosen, and a tie always gives the same one", async () => {
  await withApp(async (app) => {
    const order = [];
    for (let i = 0; i < 4; i++) {
      order.push(await anyone(app, WANTED + i * HOUR));
    }
    expect(order).toEqual([INES, NOOR, INES, NOOR]);
    // Each day is counted separately.
    expect(await anyone(app, WANTED + 4 * DAY)).toBe(INES);
  });
});

Deno.test("declined and cancelled consultations do not count", async () => {
  await withApp(async (app) => {
    const id = await app.requested(WANTED + HOUR);
    await app.ask(`/api/appointments/${id}/decline`, {
      method: "POST",
      as: "artist",
    });
    expect(await anyone(app)).toBe(INES);
  });
});

Deno.test("where the first has no time the next is booked; where none has, the nearest times of all are offered", async () => {
  await withApp(async (app) => {
    expect(await anyone(app)).toBe(INES);
    expect(await anyone(app)).toBe(NOOR);
    const third = await anyone(app);
    expect(third).toMatchObject({ ok: false, code: "slot_taken" });
    const alternatives = typeof third === "string"
      ? []
      : third.facts.alternatives!;
    expect(alternatives).toHaveLength(3);
    expect(new Set(alternatives).size).toBe(3);
    expect(await anyone(app, alternatives[0]!)).toBe(INES);
  });
});

Deno.test("twenty at once: each artist gets one, and eighteen are refused", async () => {
  await withApp(async (app) => {
    const all = await Promise.all(
      Array.from({ length: 20 }, () => anyone(app)),
    );
    const booked = all.filter((one) => typeof one === "string");
    expect(booked.toSorted()).toEqual([INES, NOOR]);
    expect(await app.services.deps.consultations.all(50)).toHaveLength(2);
  });
});

Deno.test("an artist whose time is lost between read and write is skipped for the next", async () => {
  await withApp(async (app) => {
    const { consultations } = app.services.deps;
    const late: Consultations = {
      ...consultations,
      book: (consultation, ...rest) =>
        consultation.artistId === INES
          ? Promise.resolve("slot_taken")
          : consultations.book(consultation, ...rest),
    };
    app.replace({ consultations: late });
    expect(await anyone(app)).toBe(NOOR);
  });
});

Deno.test("a retired artist, or one without the service, is never chosen as any artist", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const ines = (await deps.catalog.artist(INES))!;
    await deps.catalog.restore({ artists: [{ ...ines, retired: true }] });
    expect(await anyone(app)).toBe(NOOR);
    const noor = (await deps.catalog.artist(NOOR))!;
    await deps.catalog.restore({ artists: [{ ...noor, services: [] }] });
    expect(await anyone(app, WANTED + HOUR))
      .toMatchObject({ code: "slot_invalid" });
  });
});

Deno.test("the page offers the times of both, and names the artist once it is booked", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const ines = (await deps.catalog.artist(INES))!;
    const noor = (await deps.catalog.artist(NOOR))!;
    const week = [1, 2, 3, 4, 5, 6, 7] as const;
    const at = (from: string, to: string) =>
      week.map((weekday) => ({ weekday, from, to }));
    await deps.catalog.restore({
      artists: [{ ...ines, hours: at("09:00", "10:00") }],
    });
    await deps.catalog.restore({
      artists: [{ ...noor, hours: at("15:00", "16:00") }],
    });
    const html = await (await app.ask(
      "/book?service=bridal-trial&artist=any_artist&zone=Europe/Berlin&day=2026-11-24",
    )).text();
    for (const time of ["09:00", "09:15", "15:00", "15:15"]) {
      expect(html).toContain(time);
    }
    expect(html).not.toContain("12:00");
    const choose = await (await app.ask("/book?service=bridal-trial")).text();
    expect(choose).toContain("any_artist");
    await deps.catalog.restore({ artists: [{ ...noor, retired: true }] });
    const one = await (await app.ask("/book?service=bridal-trial")).text();
    expect(one).not.toContain("any_artist");
  });
});
