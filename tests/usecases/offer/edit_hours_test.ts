import { expect } from "expect";
import { DAY, HOUR } from "@/lib/domain/instant.ts";
import { draftOfHours, type HoursDraft } from "@/lib/domain/hours_draft.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import { bookingsOutside, editHours } from "@/lib/usecases/edit_hours.ts";
import { bookConsultation } from "@/lib/usecases/book_consultation.ts";
import { INES, START, type TestApp, withApp } from "../_support/an_app.ts";
import { aWish } from "./_booking.ts";
import { A_CLIENT, ADMIN, INES_HERSELF, NOOR_HERSELF } from "./_offer.ts";

const MORNINGS: HoursDraft = {
  hours: [{ weekday: "1", from: "09:00", to: "12:00" }],
  exceptions: [],
  timeOff: [],
};

async function stampOf({ services }: TestApp): Promise<string> {
  return (await services.deps.offerBook.artist(INES))!.versionstamp;
}

async function edit(
  app: TestApp,
  actor: Actor | null,
  draft: HoursDraft,
  stamp?: string,
) {
  const { deps } = app.services;
  return await editHours(deps, actor, INES, stamp ?? await stampOf(app), draft);
}

Deno.test("an artist changes her own hours, and an admin everybody's", async () => {
  await withApp(async (app) => {
    for (const actor of [INES_HERSELF, ADMIN]) {
      expect(await edit(app, actor, MORNINGS)).toMatchObject({ ok: true });
    }
    const artist = await app.services.deps.directory.artist(INES);
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
    // Not even whether what they sent is right.
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

Deno.test("a version that is old, forged or missing writes nothing over what is stored", async () => {
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

Deno.test("a form that is sent twice is saved, and is no conflict", async () => {
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

Deno.test("of ten who save at the same moment, one does", async () => {
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

Deno.test("what is over is not kept, and a slip into the past is said", async () => {
  await withApp(async (app) => {
    // It is the 22nd of November 2026.
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

Deno.test("what is booked stays when its hours go, and can be found", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { id } = await app.confirmed();
    const asked = await bookConsultation(
      deps,
      aWish({ startsAt: START + 2 * HOUR, name: "Clara Haas" }),
    );
    const artist = async () => (await deps.directory.artist(INES))!;
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
    // Later they are over, and nobody's trouble.
    app.clock.set(START + 4 * HOUR);
    expect(await bookingsOutside(deps, await artist())).toEqual([]);
  });
});

Deno.test("time off hides its days from the diary at once", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { value } = (await deps.offerBook.artist(INES))!;
    const all = draftOfHours(value);
    await edit(app, INES_HERSELF, {
      ...all,
      timeOff: [{ from: "2026-11-22", to: "2026-11-22" }],
    });
    expect(await bookConsultation(deps, aWish()))
      .toMatchObject({ ok: false, code: "slot_taken" });
  });
});
