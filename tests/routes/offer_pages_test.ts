/** The pages that edit the studio's offer, requested like a browser without JavaScript. */
import { expect } from "expect";
import { DAY } from "@/lib/domain/basic/instant.ts";
import {
  BRIDAL,
  INES,
  NOOR,
  START,
  type TestApp,
  type Who,
  withApp,
} from "@/tests/_support/an_app.ts";
import { type OfferPages, offerPages } from "@/tests/_support/offer_pages.ts";

const SHARED_PAGES = [
  "/admin/studio",
  "/admin/services",
  "/admin/services/new",
  `/admin/services/${BRIDAL}`,
  "/admin/artists",
  "/admin/artists/new",
  `/admin/artists/${INES}`,
  `/admin/artists/${INES}/hours`,
];

function withPages(
  test: (pages: OfferPages, app: TestApp) => Promise<void>,
): Promise<void> {
  return withApp((app) => test(offerPages(app), app));
}

/** The page's current form, with some fields changed. */
async function filled(
  pages: OfferPages,
  path: string,
  as: Who,
  typed: Record<string, string>,
) {
  const { fields } = await pages.get(path, as);
  return { ...Object.fromEntries(fields), ...typed };
}

const ines = async ({ services }: TestApp) =>
  (await services.deps.catalog.artist(INES))!;

Deno.test("the studio's offer is the admin's: for all others these pages do not exist", async () => {
  await withPages(async (pages, app) => {
    const before = await app.dump();
    for (const as of ["artist", "client", "nobody"] as const) {
      for (const path of SHARED_PAGES) {
        expect([path, as, (await pages.get(path, as)).status]).toEqual([
          path,
          as,
          404,
        ]);
        const posted = await pages.post(path, as, {
          name: "Mine",
          do: "retire",
        });
        expect([path, as, posted.status]).toEqual([path, as, 404]);
      }
    }
    for (const path of ["/artist/hours", "/artist/profile"]) {
      const signIn = `/sign-in?next=${encodeURIComponent(path)}`;
      expect((await pages.get(path, "nobody")).location).toBe(signIn);
      expect((await pages.post(path, "client", {})).location).toBe(signIn);
      expect((await pages.post(path, "admin", {})).location).toBe("/admin");
    }
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("every page opens for those it is for", async () => {
  await withPages(async (pages) => {
    for (const path of SHARED_PAGES) {
      expect([path, (await pages.get(path, "admin")).status]).toEqual([
        path,
        200,
      ]);
    }
    expect((await pages.get("/artist/hours", "artist")).status).toBe(200);
    expect((await pages.get("/artist/profile", "artist")).status).toBe(200);
    expect((await pages.get("/admin/services/none", "admin")).status).toBe(404);
    expect((await pages.get("/admin/artists/No!/hours", "admin")).status).toBe(
      404,
    );
  });
});

Deno.test("hours are saved by a plain form, shown again, and reloading submits nothing", async () => {
  await withPages(async (pages, app) => {
    const path = "/artist/hours";
    const form = await filled(pages, path, "artist", {
      "hours.0.from": "09:00",
      "hours.0.to": "12:30",
      // The first empty row, which is Monday's.
      "hours.7.from": "13:30",
      "hours.7.to": "00:00",
      "exceptions.0.date": "2026-12-24",
      "timeOff.1.from": "2026-12-27",
      "timeOff.1.to": "2027-01-03",
    });
    const posted = await pages.post(path, "artist", form);
    expect([posted.status, posted.location]).toEqual([303, `${path}?saved`]);
    const { hours, exceptions, timeOff } = await ines(app);
    expect(hours.filter((one) => one.weekday === 1)).toEqual([
      { weekday: 1, from: "09:00", to: "12:30" },
      { weekday: 1, from: "13:30", to: "24:00" },
    ]);
    expect(exceptions).toEqual([{ date: "2026-12-24", hours: [] }]);
    expect(timeOff).toEqual([{ from: "2026-12-27", to: "2027-01-03" }]);
    const after = await pages.get(`${path}?saved`, "artist");
    expect(after.html).toMatch(/role="status"[^]*Saved/);
    expect(after.fields.get("hours.1.from")).toBe("13:30");
    expect(after.fields.get("hours.1.to")).toBe("00:00");
    // Submitted again unchanged, it gives the same result.
    const again = await pages.post(
      path,
      "artist",
      Object.fromEntries(after.fields),
    );
    expect(again.status).toBe(303);
    expect((await ines(app)).hours).toEqual(hours);
  });
});

Deno.test("an artist's form writes only the artist's own hours, whatever it names", async () => {
  await withPages(async (pages, app) => {
    const form = await filled(pages, "/artist/hours", "artist", {
      id: NOOR,
      artistId: NOOR,
      artist: NOOR,
      "timeOff.0.from": "2026-12-27",
      "timeOff.0.to": "2026-12-28",
    });
    const before = await app.services.deps.catalog.artist(NOOR);
    await pages.post(`/artist/hours?artist=${NOOR}`, "artist", form);
    expect(await app.services.deps.catalog.artist(NOOR)).toEqual(before);
    expect((await ines(app)).timeOff).toHaveLength(1);
  });
});

Deno.test("errors are shown at their field, and all input is kept", async () => {
  await withPages(async (pages, app) => {
    const before = await app.dump();
    const form = await filled(pages, "/artist/hours", "artist", {
      "hours.0.from": "11:00",
      "hours.7.from": "10:00",
      "hours.7.to": "12:00",
      "exceptions.0.date": "2027-02-29",
      "exceptions.0.hours.0.from": "10:00",
      "exceptions.0.hours.0.to": "11:00",
      "timeOff.0.from": "2027-03-28",
      "timeOff.0.to": "2027-03-27",
    });
    const page = await pages.post("/artist/hours", "artist", form);
    expect(page.status).toBe(422);
    for (const field of ["hours.0.from", "exceptions.0.date", "timeOff.0.to"]) {
      expect(page.html).toContain(`href="#field-${field}"`);
      expect(page.html).toMatch(
        new RegExp(
          `<input id="field-${field}"[^>]*aria-invalid="true"[^>]*aria-describedby="field-${field}-error"`,
        ),
      );
      expect(page.html).toContain(`id="field-${field}-error"`);
    }
    expect(page.text).toContain("This overlaps 10:00–12:00.");
    for (const field of ["exceptions.0.date", "timeOff.0.to", "hours.0.from"]) {
      expect(page.fields.get(field)).toBe(form[field]);
    }
    expect(page.fields.get("versionstamp")).toBe(form.versionstamp);
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("the slower of two editors is refused, sees both versions, and can save again", async () => {
  await withPages(async (pages, app) => {
    const path = "/artist/profile";
    const mine = await filled(pages, path, "artist", {
      bio: "Bridal and calm.",
    });
    const theirs = await filled(pages, `/admin/artists/${INES}`, "admin", {
      bio: "Fifteen years behind the chair.",
    });
    expect((await pages.post(`/admin/artists/${INES}`, "admin", theirs)).status)
      .toBe(303);
    const page = await pages.post(path, "artist", mine);
    expect(page.status).toBe(409);
    expect(page.text).toContain("Someone else saved this in the meantime");
    expect(page.text).toContain("Fifteen years behind the chair.");
    expect(page.fields.get("bio")).toBe("Bridal and calm.");
    expect((await ines(app)).bio).toBe("Fifteen years behind the chair.");
    // Both versions are shown now, so saving again is deliberate.
    const again = await pages.post(
      path,
      "artist",
      Object.fromEntries(page.fields),
    );
    expect(again.status).toBe(303);
    expect((await ines(app)).bio).toBe("Bridal and calm.");
  });
});

Deno.test("a 10 MB body, a form from another site and a body that is no form change nothing", async () => {
  await withPages(async (pages, app) => {
    const form = await filled(pages, "/artist/profile", "artist", {
      bio: "New",
    });
    const before = await app.dump();
    const huge = { ...form, bio: "x".repeat(10_000_000) };
    const refused = await pages.post("/artist/profile", "artist", huge);
    expect(refused.status).toBe(413);
    expect(refused.html.length).toBeLessThan(100_000);
    for (
      const headers of [
        { "sec-fetch-site": "cross-site" },
        { "sec-fetch-site": "same-site" },
      ]
    ) {
      for (const path of ["/artist/profile", "/artist/hours"]) {
        expect((await pages.post(path, "artist", form, headers)).status).toBe(
          403,
        );
      }
      for (
        const path of SHARED_PAGES.filter((one) =>
          one.includes("new") || one.includes("studio")
        )
      ) {
        const fields = {
          do: "add_admin",
          adminName: "A",
          adminEmail: "a@b.example",
        };
        expect((await pages.post(path, "admin", fields, headers)).status).toBe(
          403,
        );
      }
    }
    const json = { "content-type": "application/json" };
    expect((await pages.post("/artist/profile", "artist", form, json)).status)
      .toBe(415);
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("invisible characters are not stored, and input is shown, not executed", async () => {
  await withPages(async (pages, app) => {
    const evil = '<script>alert(1)</script>"\u202e\u200b';
    const form = await filled(pages, "/admin/studio", "admin", {
      name: evil,
      zone: "Mars/Olympus",
    });
    const page = await pages.post("/admin/studio", "admin", form);
    expect(page.status).toBe(422);
    expect(page.html).not.toContain("<script>alert");
    const fixed = { ...form, zone: "Europe/Berlin" };
    expect((await pages.post("/admin/studio", "admin", fixed)).status).toBe(
      303,
    );
    expect((await app.services.deps.catalog.studio())!.name)
      .toBe('<script>alert(1)</script>"');
    const after = await pages.get("/admin/studio", "admin");
    expect(after.html).not.toContain("<script>alert");
  });
});

Deno.test("an admin adds a service with questions, moves and removes them, and retires it", async () => {
  await withPages(async (pages, app) => {
    const { catalog } = app.services.deps;
    const typed = await filled(pages, "/admin/services/new", "admin", {
      name: "Palette check",
      minutes: "30",
      bufferMinutes: "15",
      priceText: "€35",
      "questions.0.label": "Any allergies?",
      "questions.0.required": "on",
      "questions.1.label": "Your skin?",
      "questions.1.kind": "choice",
      "questions.1.options": "Dry\r\nOily",
      "questions.2.label": "The occasion?",
    });
    const added = await pages.post("/admin/services/new", "admin", {
      ...typed,
      "questions.2.kind": "text",
    });
    expect(added.location).toBe("/admin/services/palette-check?saved");
    const path = "/admin/services/palette-check";
    const asked = async () =>
      (await catalog.service("palette-check" as never))!.questions
        .map(({ id, required }) => [id, required]);
    expect(await asked()).toEqual([
      ["any-allergies", true],
      ["your-skin", false],
      ["the-occasion", false],
    ]);
    // Moves the last one to the first place.
    await pages.post(
      path,
      "admin",
      await filled(pages, path, "admin", { "questions.2.place": "1" }),
    );
    expect((await asked()).map(([id]) => id))
      .toEqual(["the-occasion", "any-allergies", "your-skin"]);
    // Moves the first one down by one.
    await pages.post(
      path,
      "admin",
      await filled(pages, path, "admin", { "questions.0.place": "2" }),
    );
    expect((await asked()).map(([id]) => id))
      .toEqual(["any-allergies", "the-occasion", "your-skin"]);
    const without = await filled(pages, path, "admin", {
      "questions.1.remove": "on",
    });
    delete without["questions.0.remove"];
    await pages.post(path, "admin", without);
    expect((await asked()).map(([id]) => id)).toEqual([
      "any-allergies",
      "your-skin",
    ]);

    const offer = await filled(pages, `/admin/artists/${INES}`, "admin", {});
    const both = new URLSearchParams(offer);
    both.delete("services");
    both.append("services", BRIDAL);
    both.append("services", "palette-check");
    await pages.post(`/admin/artists/${INES}`, "admin", both);
    expect((await pages.get("/book", "nobody")).text).toContain(
      "Palette check",
    );
    const { fields } = await pages.get(path, "admin");
    const retire = { do: "retire", versionstamp: fields.get("versionstamp")! };
    expect((await pages.post(path, "admin", retire)).status).toBe(303);
    expect((await pages.get("/book", "nobody")).text).not.toContain(
      "Palette check",
    );
    expect((await pages.get("/book?service=palette-check", "nobody")).text)
      .not.toContain("Palette check");
    expect((await pages.get("/admin/services", "admin")).text).toContain(
      "no longer",
    );
  });
});

Deno.test("a retired artist cannot be chosen, and comes back with everything", async () => {
  await withPages(async (pages, app) => {
    const path = `/admin/artists/${INES}`;
    const press = async (what: string) => {
      const { fields } = await pages.get(path, "admin");
      return await pages.post(path, "admin", {
        do: what,
        versionstamp: fields.get("versionstamp")!,
      });
    };
    const before = await ines(app);
    expect((await press("retire")).status).toBe(303);
    const choice = await pages.get(`/book?service=${BRIDAL}`, "nobody");
    expect(choice.text).toContain("Noor Haddad");
    expect(choice.text).not.toContain("Inès Vidal");
    const times = await pages.get(
      `/book?service=${BRIDAL}&artist=${INES}`,
      "nobody",
    );
    expect(times.text).not.toContain("Inès Vidal");
    expect((await pages.get("/artist/hours", "artist")).location).toBe(
      "/sign-in?next=%2Fartist%2Fhours",
    );
    expect((await press("restore")).status).toBe(303);
    expect(await ines(app)).toEqual(before);
  });
});

Deno.test("retiring with upcoming clients is refused with a list of them; one that slipped in is listed afterwards", async () => {
  await withPages(async (pages, app) => {
    const path = `/admin/artists/${INES}`;
    const { id } = await app.confirmed(START + 3 * DAY);
    const { fields, html } = await pages.get(path, "admin");
    const way = `href="/admin/consultations/${id}"`;
    expect(html).not.toContain(way);
    const refused = await pages.post(path, "admin", {
      do: "retire",
      versionstamp: fields.get("versionstamp")!,
    });
    expect(refused.status).toBe(409);
    expect(refused.html).toContain(way);
    expect(refused.text).toContain(
      "This artist still has bookings or requests",
    );
    const artist = await ines(app);
    expect(artist.retired).toBe(false);
    await app.services.deps.catalog.restore({
      artists: [{ ...artist, retired: true }],
    });
    const after = await pages.get(path, "admin");
    expect(after.html).toContain(way);
    expect(after.text).toContain("can’t sign in to hold them");
    // The client sees at once that no day has a time, and whom to contact.
    const move = await pages.get(`/c/${id}/move`, "client");
    expect(move.text).toContain("No free times");
    expect(move.html).toContain("mailto:");
    expect(move.text).not.toContain("Choose another day");
    await app.services.deps.catalog.restore({ artists: [artist] });
    expect((await pages.get(`/c/${id}/move`, "client")).text)
      .not.toContain("No free times");
  });
});

Deno.test("an admin adds an artist and another admin; the same form again is a repeat, and a taken address is refused at its field", async () => {
  await withPages(async (pages, app) => {
    const { catalog } = app.services.deps;
    const lea = await filled(pages, "/admin/artists/new", "admin", {
      name: "Léa Moreau",
      email: "lea@studio.example",
    });
    const added = await pages.post("/admin/artists/new", "admin", lea);
    expect(added.location).toBe("/admin/artists/lea-moreau?saved");
    expect((await pages.post("/admin/artists/new", "admin", lea)).location)
      .toBe(added.location);
    const again = await pages.post("/admin/artists/new", "admin", {
      ...lea,
      name: "Lea Maurer",
    });
    expect(again.status).toBe(422);
    expect(again.fields.get("name")).toBe("Lea Maurer");
    expect(again.html).toContain('id="field-email-error"');

    const theo = {
      do: "add_admin",
      adminName: "Theo",
      adminEmail: "theo@studio.example",
    };
    expect((await pages.post("/admin/studio", "admin", theo)).status).toBe(303);
    expect((await pages.post("/admin/studio", "admin", theo)).status).toBe(303);
    const other = { ...theo, adminName: "Theodora" };
    const twice = await pages.post("/admin/studio", "admin", other);
    expect(twice.status).toBe(422);
    expect(twice.html).toContain('id="field-adminEmail-error"');
    expect(twice.html).toMatch(
      /name="adminName"[^>]*value="Theodora"|value="Theodora"[^>]*name="adminName"/,
    );
    const gone = { do: "remove_admin", email: "theo@studio.example" };
    expect((await pages.post("/admin/studio", "admin", gone)).status).toBe(303);
    expect((await pages.post("/admin/studio", "admin", gone)).status).toBe(303);
    expect(await catalog.staff("theo@studio.example")).toBe(null);
    const last = { do: "remove_admin", email: "odile@studio.example" };
    const kept = await pages.post("/admin/studio", "admin", last);
    expect([kept.status, kept.text]).toEqual([
      409,
      expect.stringContaining("the last admin"),
    ]);
  });
});

Deno.test("removed hours leave bookings in place, and the artist and the admin see which", async () => {
  await withPages(async (pages, app) => {
    const { id } = await app.confirmed();
    const record = await app.record(id);
    const form = await filled(pages, "/artist/hours", "artist", {
      "timeOff.0.from": "2026-11-22",
      "timeOff.0.to": "2026-11-23",
    });
    expect((await pages.post("/artist/hours", "artist", form)).status).toBe(
      303,
    );
    const page = await pages.get("/artist/hours", "artist");
    expect(page.text).toContain("One booking is outside these hours");
    expect(page.text).toContain("Mara Lindqvist");
    expect(page.html).toContain(`href="/artist/consultations/${id}"`);
    const admins = await pages.get(`/admin/artists/${INES}/hours`, "admin");
    expect(admins.html).toContain(`href="/admin/consultations/${id}"`);
    expect((await pages.get(`/admin/artists/${NOOR}/hours`, "admin")).text)
      .not.toContain("Mara Lindqvist");
    expect(await app.record(id)).toEqual(record);
  });
});
