/** After a client's move everybody reads what it means: nobody has to agree, and which times are final. */
import { expect } from "expect";
import { DAY, HOUR, MINUTE } from "@/lib/domain/basic/instant.ts";
import { offerPages } from "@/tests/_support/offer_pages.ts";
import { START, type TestApp, withApp } from "@/tests/_support/an_app.ts";
import { LATER, move, NEW } from "./_changes.ts";
import { consultationPath } from "./_requests.ts";

const AGREE = "You don’t need to agree: the studio lets clients move";

const artistsPage = async (app: TestApp, id: string) =>
  (await offerPages(app).get(`/artist/consultations/${id}`, "artist")).text;

Deno.test("the artist's page says that the client moved it, from when, and by which rule", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(LATER);
    expect(await artistsPage(app, id)).not.toContain("has moved");
    expect((await move(app, id, "client")).status).toBe(200);
    const shown = await artistsPage(app, id);
    expect(shown).toContain("Mara has moved this consultation");
    expect(shown).toContain("It was on Wednesday 25 November 2026, 17:15");
    expect(shown).toContain(AGREE);
    expect(shown).toContain("until 24 hours before the start");
    const admin = await offerPages(app)
      .get(`/admin/consultations/${id}`, "admin");
    expect(admin.text).toMatch(/Moved by\s+The client/);
  });
});

Deno.test("a later move by the studio replaces the client's", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(LATER);
    await move(app, id, "client");
    await move(app, id, "artist", NEW + HOUR);
    expect(await artistsPage(app, id)).not.toContain("has moved");
  });
});

Deno.test("a client reads before choosing that nobody has to agree, and which times are final", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(LATER);
    const { text } = await offerPages(app).get(`/c/${id}/move`, "client");
    expect(text).toContain("Inès Vidal gets an email, and doesn’t need to");
    // It is 15:15 in Berlin, and clients can change until 24 hours before.
    expect(text).toContain("A time before Monday 23 November 2026, 15:15");
  });
});

Deno.test("where an artist asks for more notice than the limit, no time is final", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const studio = (await deps.catalog.studio())!;
    await deps.catalog.restore({
      studio: { ...studio, clientChangesUntilHours: 0 },
    });
    const { id } = await app.confirmed(LATER);
    const { text } = await offerPages(app).get(`/c/${id}/move`, "client");
    expect(text).not.toContain("is final");
  });
});

Deno.test("a client who has moved it close to now reads that this closed further changes", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(LATER);
    const pages = offerPages(app);
    const moved = async (to: number) => {
      expect((await move(app, id, "client", to)).status).toBe(200);
      return (await pages.get(`/c/${id}?done=moved`, "client")).text;
    };
    const final = "It starts too soon to move or cancel it here again.";
    expect(await moved(START + 4 * DAY)).not.toContain(final);
    expect(await moved(START + 45 * MINUTE)).toContain(final);
  });
});

for (
  const [what, at] of [["no time", ""], ["a bad time", "tomorrow"]] as const
) {
  Deno.test(`a client who sends ${what} is asked to choose one, where no field is highlighted`, async () => {
    await withApp(async (app) => {
      const { id } = await app.confirmed(LATER);
      const sent = await app.ask(
        `${consultationPath(id)}/reschedule?session=client`,
        {
          method: "POST",
          as: "client",
          body: new URLSearchParams({ version: "1", at }).toString(),
          headers: { "content-type": "application/x-www-form-urlencoded" },
        },
      );
      const to = sent.headers.get("location")!;
      expect(to).toBe(`/c/${id}/move?refused=invalid_input`);
      const { text } = await offerPages(app).get(to, "client");
      expect(text).toContain("The consultation was not moved");
      expect(text).toContain("Choose a time.");
      expect(text).not.toContain("highlighted");
    });
  });
}
