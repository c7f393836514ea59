import { expect } from "expect";
import type { Service } from "@/lib/domain/studio.ts";
import {
  draftOfService,
  type ServiceDraft,
} from "@/lib/domain/service_draft.ts";
import { draftOfStudio } from "@/lib/domain/studio_draft.ts";
import { bookConsultation } from "@/lib/usecases/book_consultation.ts";
import {
  addService,
  editService,
  setServiceRetired,
} from "@/lib/usecases/edit_services.ts";
import {
  addAdmin,
  editStudio,
  removeAdmin,
} from "@/lib/usecases/edit_studio.ts";
import { BRIDAL, type TestApp, withApp } from "../_support/an_app.ts";
import { aWish } from "./_booking.ts";
import { A_CLIENT, ADMIN, INES_HERSELF } from "./_offer.ts";

const PALETTE: ServiceDraft = {
  name: "Palette check",
  minutes: "30",
  bufferMinutes: "0",
  description: "",
  priceText: "",
  questions: [],
};
const THEO = { name: "Theo Blanc", email: "theo@studio.example" };

async function bridalIn({ services }: TestApp) {
  const stored = (await services.deps.offerBook.service(BRIDAL))!;
  return { stamp: stored.versionstamp, service: stored.value };
}

Deno.test("the studio, its services and its admins are the admin's alone", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const studio = (await deps.offerBook.studio())!;
    const { stamp } = await bridalIn(app);
    const before = await app.dump();
    for (const actor of [INES_HERSELF, A_CLIENT, null]) {
      for (
        const outcome of [
          await editStudio(deps, actor, studio.versionstamp, {
            ...draftOfStudio(studio.value),
            name: "Mine",
          }),
          await addService(deps, actor, PALETTE),
          await editService(deps, actor, BRIDAL, stamp, PALETTE),
          await setServiceRetired(deps, actor, BRIDAL, stamp, true),
          await addAdmin(deps, actor, THEO),
          await removeAdmin(
            deps,
            actor,
            ADMIN.role === "admin" ? ADMIN.email : "",
          ),
        ]
      ) expect(outcome).toMatchObject({ ok: false, code: "not_found" });
    }
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("an admin changes the studio, on the version that was read", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { value, versionstamp } = (await deps.offerBook.studio())!;
    const draft = { ...draftOfStudio(value), clientChangesUntilHours: "48" };
    expect(await editStudio(deps, ADMIN, versionstamp, draft))
      .toMatchObject({ ok: true });
    expect(await deps.directory.studio())
      .toEqual({ ...value, clientChangesUntilHours: 48 });
    expect(
      await editStudio(deps, ADMIN, versionstamp, { ...draft, name: "Other" }),
    ).toMatchObject({ code: "conflict" });
    expect(
      await editStudio(deps, ADMIN, versionstamp, { ...draft, zone: "+01:00" }),
    )
      .toMatchObject({ facts: { fields: { zone: expect.any(String) } } });
  });
});

Deno.test("a service is added under an id of its name, and two of one name are two", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const ids = (await Promise.all(
      Array.from({ length: 4 }, () => addService(deps, ADMIN, PALETTE)),
    )).map((one) => one.ok ? one.value.id as string : one.code);
    expect(ids.sort()).toEqual([
      "palette-check",
      "palette-check-2",
      "palette-check-3",
      "palette-check-4",
    ]);
  });
});

Deno.test("a retired service is booked no more; what was booked of it keeps its name", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const id = await app.requested();
    const { stamp, service } = await bridalIn(app);
    const renamed = { ...draftOfService(service), name: "Bride" };
    await editService(deps, ADMIN, BRIDAL, stamp, renamed);
    await setServiceRetired(
      deps,
      ADMIN,
      BRIDAL,
      (await bridalIn(app)).stamp,
      true,
    );
    expect(await bookConsultation(deps, aWish({ name: "Clara Haas" })))
      .toMatchObject({ code: "slot_invalid" });
    expect((await app.record(id)).serviceName).toBe("Bridal trial");
  });
});

Deno.test("a question's id is never the form's to choose", async () => {
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
      const saved = await editService(deps, ADMIN, BRIDAL, stamp, draft);
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

Deno.test("the last admin stays, even when all remove each other at the same moment", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    expect(await removeAdmin(deps, ADMIN, "odile@studio.example"))
      .toMatchObject({ ok: false, code: "last_admin" });
    const others = ["a", "b", "c", "d"].map((name) => `${name}@studio.example`);
    for (const email of others) {
      expect(await addAdmin(deps, ADMIN, { name: "Somebody", email }))
        .toMatchObject({ ok: true });
    }
    const all = [...others, "odile@studio.example"];
    const outcomes = await Promise.all(
      all.map((email) => removeAdmin(deps, ADMIN, email)),
    );
    expect(outcomes.filter((one) => !one.ok).map((one) => !one.ok && one.code))
      .toEqual(["last_admin"]);
    expect(await deps.offerBook.admins()).toHaveLength(1);
  });
});

Deno.test("a removed admin is out at once; an artist's account is not removed by this way", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    await addAdmin(deps, ADMIN, THEO);
    expect(
      await addAdmin(deps, ADMIN, { ...THEO, email: "ines@studio.example" }),
    )
      .toMatchObject({ code: "invalid_input" });
    expect(await removeAdmin(deps, ADMIN, "ines@studio.example"))
      .toMatchObject({ code: "not_found" });
    const id = await app.requested();
    const status = `/api/video/consultation/${id}/waiting-status`;
    expect((await app.ask(status, { as: "admin" })).status).toBe(200);
    expect(await removeAdmin(deps, ADMIN, "Odile@studio.example"))
      .toMatchObject({ ok: true });
    expect((await app.ask(status, { as: "admin" })).status).toBe(401);
  });
});
