import { expect } from "expect";
import { DAY, HOUR } from "@/lib/domain/basic/instant.ts";
import {
  draftOfHours,
  type HoursDraft,
} from "@/lib/domain/offer/hours_draft.ts";
import type { Actor } from "@/lib/domain/consultation/permission.ts";
import { bookingsOutside, editHours } from "@/lib/usecases/offer/edit_hours.ts";
import { bookConsultation } from "@/lib/usecases/booking/book_consultation.ts";
import { INES, START, type TestApp, withApp } from "@/tests/_support/an_app.ts";
import { aBookingRequest } from "@/tests/usecases/_booking.ts";
import {
  A_CLIENT,
  ADMIN,
  INES_HERSELF,
  NOOR_HERSELF,
} from "@/tests/usecases/_offer.ts";

const MORNINGS: HoursDraft = {
  hours: [{ weekday: "1", from: "09:00", to: "12:00" }],
  exceptions: [],
  timeOff: [],
};

async function stampOf({ services }: TestApp): Promise<string> {
  return (await services.deps.catalog.storedArtist(INES))!.versionstamp;
}

async function edit(
  app: TestApp,
  actor: Actor | null,
  draft: HoursDraft,
  stamp?: string,
) {
  const { deps } = app.services;
  return await editHours(deps, {
    actor,
    id: INES,
    versionstamp: stamp ?? await stampOf(app),
    draft,
  });
}

Deno.test("an artist changes her own hours, and an admin everybody's", async () => {
  await withApp(async (app) => {
    for (const actor of [INES_HERSELF, ADMIN]) {
      expect(await edit(app, actor, MORNINGS)).toMatchObject({ ok: true });
    }
    const artist = await app.services.deps.catalog.artist(INES);
    expect(artist!.hours).toEqual([{ weekday: 1, from: "09:00", to: "12:00" }]);
    expect(artist!.name).toBe("Inès Vidal");
  });
});

Deno.test("another artist, a client and nobody change no hours, and learn nothing", async () => {
  await withApp(async (app) => {
    const before = await app.dump();
    for (const actor of [NOOR_HERSELF, A_CLIENT, null]) {
      expect(await edit(app, actor, MORNINGS))
        .toMatchObject({ ok: false, code: "not_found", facts: {} });
    }
    // The answer does not even reveal whether their input is valid.
    expect(
      await edit(app, NOOR_HERSELF, {
        ...MORNINGS,
        timeOff: [{ from: "x", to: "y" }],
      }),
    )
      .toMatchObject({ code: "not_found", facts: {} });
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("an outdated, forged or missing version overwrites nothing", async () => {
  await withApp(async (app) => {
    const old = await stampOf(app);
    expect(await edit(app, ADMIN, MORNINGS, old)).toMatchObject({ ok: true });
    const before = await app.dump();
    const evenings = {
      ...MORNINGS,
      hours: [{ weekday: "2", from: "18:00", to: "21:00" }],
    };
    for (
      const stamp of [
        old,
        "",
        "zz",
        "0".repeat(20),
        "f".repeat(20),
        "__proto__",
        "0".repeat(10_000),
      ]
    ) {
      expect(await edit(app, INES_HERSELF, evenings, stamp))
        .toMatchObject({ ok: false, code: "conflict" });
    }
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("a form that is sent twice is saved without a conflict", async () => {
  await withApp(async (app) => {
    const stamp = await stampOf(app);
    expect(await edit(app, INES_HERSELF, MORNINGS, stamp)).toMatchObject({
      ok: true,
    });
    const before = await app.dump();
    expect(await edit(app, INES_HERSELF, MORNINGS, stamp)).toMatchObject({
      ok: true,
    });
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("of ten concurrent saves, one succeeds", async () => {
  await withApp(async (app) => {
    const stamp = await stampOf(app);
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        edit(app, ADMIN, {
          ...MORNINGS,
          hours: [{ weekday: "1", from: "09:00", to: `1${i}:30` }],
        }, stamp)),
    );
    expect(outcomes.filter((one) => one.ok)).toHaveLength(1);
    expect(outcomes.filter((one) => !one.ok && one.code === "conflict"))
      .toHaveLength(9);
  });
});

Deno.test("past days are dropped, and a newly entered one is refused", async () => {
  await withApp(async (app) => {
    // Today is 22 November 2026.
    const closed = (date: string) => ({ date, hours: [] });
    expect(
      await edit(app, ADMIN, {
        ...MORNINGS,
        exceptions: [closed("2026-11-21")],
        timeOff: [{ from: "2026-11-01", to: "2026-11-21" }],
      }),
    ).toMatchObject({
      facts: {
        fields: {
          "exceptions.0.date": "This day is over.",
          "timeOff.0.to": "This day is over.",
        },
      },
    });
    const draft = {
      ...MORNINGS,
      exceptions: [closed("2026-11-22"), closed("2026-11-23")],
      timeOff: [{ from: "2026-11-01", to: "2026-11-22" }],
    };
    expect(await edit(app, ADMIN, draft)).toMatchObject({ ok: true });
    app.clock.set(START + DAY);
    expect(await edit(app, ADMIN, draft)).toMatchObject({
      ok: true,
      value: { exceptions: [closed("2026-11-23")], timeOff: [] },
    });
  });
});

Deno.test("bookings stay when their hours are removed, and can be found", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { id } = await app.confirmed();
    const asked = await bookConsultation(
      deps,
      aBookingRequest({ startsAt: START + 2 * HOUR, name: "Clara Haas" }),
    );
    const artist = async () => (await deps.catalog.artist(INES))!;
    expect(await bookingsOutside(deps, await artist())).toEqual([]);
    // It begins at 17:15 in Berlin, on a Sunday, and ends at 18:00.
    const sunday = (to: string): HoursDraft => ({
      ...MORNINGS,
      hours: [{ weekday: "7", from: "17:15", to }],
    });
    const before = await app.record(id);
    expect(await edit(app, INES_HERSELF, sunday("18:00"))).toMatchObject({
      ok: true,
    });
    const outside = await bookingsOutside(deps, await artist());
    expect(outside.map((one) => one.client.name)).toEqual(["Clara Haas"]);
    await edit(app, INES_HERSELF, sunday("17:45"));
    expect((await bookingsOutside(deps, await artist())).map((one) => one.id))
      .toEqual([id, asked.ok && asked.value.id]);
    expect(await app.record(id)).toEqual(before);
    // Once they are over, they are no longer listed.
    app.clock.set(START + 4 * HOUR);
    expect(await bookingsOutside(deps, await artist())).toEqual([]);
  });
});

Deno.test("time off removes its days from the diary at once", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { value } = (await deps.catalog.storedArtist(INES))!;
    const all = draftOfHours(value);
    await edit(app, INES_HERSELF, {
      ...all,
      timeOff: [{ from: "2026-11-22", to: "2026-11-22" }],
    });
    expect(await bookConsultation(deps, aBookingRequest()))
      .toMatchObject({ ok: false, code: "slot_taken" });
  });
});
