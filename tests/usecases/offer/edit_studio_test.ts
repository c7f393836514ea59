import { expect } from "expect";
import type { Service } from "@/lib/domain/offer/studio.ts";
import {
  draftOfService,
  type ServiceDraft,
} from "@/lib/domain/offer/service_draft.ts";
import { draftOfStudio } from "@/lib/domain/offer/studio_draft.ts";
import { bookConsultation } from "@/lib/usecases/booking/book_consultation.ts";
import {
  addService,
  editService,
  setServiceRetired,
} from "@/lib/usecases/offer/edit_services.ts";
import {
  addAdmin,
  editStudio,
  removeAdmin,
} from "@/lib/usecases/offer/edit_studio.ts";
import { BRIDAL, type TestApp, withApp } from "@/tests/_support/an_app.ts";
import { aBookingRequest } from "@/tests/usecases/_booking.ts";
import { A_CLIENT, ADMIN, INES_HERSELF } from "@/tests/usecases/_offer.ts";

const PALETTE: ServiceDraft = {
  name: "Palette check",
  minutes: "30",
  bufferMinutes: "0",
  description: "",
  priceText: "",
  prepare: "",
  questions: [],
};
const THEO = { name: "Theo Blanc", email: "theo@studio.example" };

async function bridalIn({ services }: TestApp) {
  const stored = (await services.deps.catalog.storedService(BRIDAL))!;
  return { stamp: stored.versionstamp, service: stored.value };
}

Deno.test("only an admin edits the studio, its services and its admins", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const studio = (await deps.catalog.storedStudio())!;
    const { stamp } = await bridalIn(app);
    const before = await app.dump();
    for (const actor of [INES_HERSELF, A_CLIENT, null]) {
      for (
        const outcome of [
          await editStudio(deps, {
            actor,
            versionstamp: studio.versionstamp,
            draft: {
              ...draftOfStudio(studio.value),
              name: "Mine",
            },
          }),
          await addService(deps, { actor, draft: PALETTE }),
          await editService(deps, {
            actor,
            id: BRIDAL,
            versionstamp: stamp,
            draft: PALETTE,
          }),
          await setServiceRetired(deps, {
            actor,
            id: BRIDAL,
            versionstamp: stamp,
            retired: true,
          }),
          await addAdmin(deps, { actor, draft: THEO }),
          await removeAdmin(deps, {
            actor,
            email: ADMIN.role === "admin" ? ADMIN.email : "",
          }),
        ]
      ) expect(outcome).toMatchObject({ ok: false, code: "not_found" });
    }
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("an admin changes the studio, based on the version that was read", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { value, versionstamp } = (await deps.catalog.storedStudio())!;
    const draft = { ...draftOfStudio(value), clientChangesUntilHours: "48" };
    expect(await editStudio(deps, { actor: ADMIN, versionstamp, draft }))
      .toMatchObject({ ok: true });
    expect(await deps.catalog.studio())
      .toEqual({ ...value, clientChangesUntilHours: 48 });
    expect(
      await editStudio(deps, {
        actor: ADMIN,
        versionstamp,
        draft: { ...draft, name: "Other" },
      }),
    ).toMatchObject({ code: "conflict" });
    expect(
      await editStudio(deps, {
        actor: ADMIN,
        versionstamp,
        draft: { ...draft, zone: "+01:00" },
      }),
    )
      .toMatchObject({ facts: { fields: { zone: expect.any(String) } } });
  });
});

Deno.test("a service gets an id made from its name, and two with one name stay two; the same one again is one", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const add = async (minutes: string) => {
      const draft = { ...PALETTE, minutes };
      const added = await addService(deps, { actor: ADMIN, draft });
      return added.ok ? added.value.id as string : added.code;
    };
    const ids = await Promise.all(["15", "30", "45", "60"].map(add));
    for (const [i, minutes] of ["15", "30", "45", "60"].entries()) {
      expect(await add(minutes)).toBe(ids[i]);
    }
    expect(ids.sort()).toEqual([
      "palette-check",
      "palette-check-2",
      "palette-check-3",
      "palette-check-4",
    ]);
  });
});

Deno.test("a retired service cannot be booked; its bookings keep its name", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const id = await app.requested();
    const { stamp, service } = await bridalIn(app);
    const renamed = { ...draftOfService(service), name: "Bride" };
    await editService(deps, {
      actor: ADMIN,
      id: BRIDAL,
      versionstamp: stamp,
      draft: renamed,
    });
    await setServiceRetired(deps, {
      actor: ADMIN,
      id: BRIDAL,
      versionstamp: (await bridalIn(app)).stamp,
      retired: true,
    });
    expect(
      await bookConsultation(deps, aBookingRequest({ name: "Clara Haas" })),
    )
      .toMatchObject({ code: "slot_invalid" });
    expect((await app.record(id)).serviceName).toBe("Bridal trial");
  });
});

Deno.test("the form cannot choose a question's id", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const question = {
      id: "__proto__",
      label: "Any allergies?",
      kind: "text",
      options: "",
      required: true,
    };
    const save = async (questions: ServiceDraft["questions"]) => {
      const { stamp, service } = await bridalIn(app);
      const draft = { ...draftOfService(service), questions };
      const saved = await editService(deps, {
        actor: ADMIN,
        id: BRIDAL,
        versionstamp: stamp,
        draft,
      });
      return (saved as { value: Service }).value.questions.map((one) => one.id);
    };
    expect(await save([question])).toEqual(["any-allergies"]);
    expect(
      await save([
        { ...question, id: "x".repeat(5000), label: "Your skin?" },
        { ...question, id: "any-allergies", label: "Allergies?" },
      ]),
    ).toEqual(["your-skin", "any-allergies"]);
  });
});

Deno.test("the last admin stays, even when all remove each other at once", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    expect(
      await removeAdmin(deps, { actor: ADMIN, email: "odile@studio.example" }),
    )
      .toMatchObject({ ok: false, code: "last_admin" });
    const others = ["a", "b", "c", "d"].map((name) => `${name}@studio.example`);
    for (const email of others) {
      expect(
        await addAdmin(deps, {
          actor: ADMIN,
          draft: { name: "Somebody", email },
        }),
      )
        .toMatchObject({ ok: true });
    }
    const all = [...others, "odile@studio.example"];
    const outcomes = await Promise.all(
      all.map((email) => removeAdmin(deps, { actor: ADMIN, email })),
    );
    expect(outcomes.filter((one) => !one.ok).map((one) => !one.ok && one.code))
      .toEqual(["last_admin"]);
    expect(await deps.catalog.admins()).toHaveLength(1);
  });
});

Deno.test("a removed admin loses access at once; an artist's account cannot be removed this way", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    await addAdmin(deps, { actor: ADMIN, draft: THEO });
    expect(
      await addAdmin(deps, {
        actor: ADMIN,
        draft: { ...THEO, email: "ines@studio.example" },
      }),
    )
      .toMatchObject({ code: "invalid_input" });
    expect(
      await removeAdmin(deps, { actor: ADMIN, email: "ines@studio.example" }),
    )
      .toMatchObject({ code: "not_found" });
    const id = await app.requested();
    const status = `/api/video/consultation/${id}/waiting-status`;
    expect((await app.ask(status, { as: "admin" })).status).toBe(200);
    expect(
      await removeAdmin(deps, { actor: ADMIN, email: "Odile@studio.example" }),
    )
      .toMatchObject({ ok: true });
    expect((await app.ask(status, { as: "admin" })).status).toBe(401);
  });
});
