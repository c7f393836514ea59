/** What pages lead to, confirm and name, as people read it. */
import { expect } from "expect";
import { DAY } from "@/lib/domain/basic/instant.ts";
import { cancelConsultation } from "@/lib/usecases/consultation/cancel_consultation.ts";
import { offerPages } from "@/tests/_support/offer_pages.ts";
import {
  BASE_URL,
  BRIDAL,
  INES,
  START,
  withApp,
} from "@/tests/_support/an_app.ts";

Deno.test("on the home page each service and each artist leads into booking with that choice", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { html } = await offerPages(app).get("/", "nobody");
    const hrefs = new Map(
      [...html.matchAll(/<a href="([^"]+)">([^<]+)<\/a>/g)]
        .map(([, href, name]) => [name!, href!]),
    );
    const service = (await deps.catalog.service(BRIDAL))!;
    const artist = (await deps.catalog.artist(INES))!;
    expect(hrefs.get(service.name)).toBe(`/book?service=${BRIDAL}`);
    expect(hrefs.get(artist.name)).toBe(`/book?artist=${INES}`);
  });
});

Deno.test("after confirming, the artist reads that the client has the mail; a request does not claim it", async () => {
  await withApp(async (app) => {
    const pages = offerPages(app);
    const open = (id: string) =>
      pages.get(`/artist/consultations/${id}?done=confirmed`, "artist");
    const { id } = await app.confirmed();
    const { text } = await open(id);
    expect(text).toContain("Confirmed");
    expect(text).toContain("Mara has the mail with the link.");
    const plain = await pages.get(`/artist/consultations/${id}`, "artist");
    expect(plain.text).not.toContain("has the mail");
    const request = await app.requested(START + DAY);
    expect((await open(request)).text).not.toContain("has the mail");
  });
});

Deno.test("confirming with the form leads to the page that says so", async () => {
  await withApp(async (app) => {
    const id = await app.requested();
    const answer = await app.fetch(
      new Request(`${BASE_URL}/api/appointments/${id}/confirm?session=artist`, {
        method: "POST",
        body: new URLSearchParams(),
        headers: {
          cookie: app.cookieOf("artist"),
          "sec-fetch-site": "same-origin",
          accept: "text/html",
        },
      }),
    );
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location"))
      .toBe(`/artist/consultations/${id}?done=confirmed`);
  });
});

Deno.test("erasing names everything that goes: name, contact, note, answers, pictures and recording", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    await cancelConsultation(app.services.deps, {
      actor: { role: "admin", email: "odile@studio.example" },
      id,
      note: "",
      version: null,
    });
    for (const as of ["artist", "admin"] as const) {
      const { text } = await offerPages(app)
        .get(`/${as}/consultations/${id}`, as);
      for (
        const word of ["name", "contact", "note", "answers", "pictures"]
      ) expect(text).toMatch(new RegExp(`This removes[^.]*${word}`));
      expect(text).toMatch(/This removes[^.]*recording/);
    }
  });
});

Deno.test("the admin's search is labelled with everything that it finds, and the page states its limit", async () => {
  await withApp(async (app) => {
    await app.requested();
    const pages = offerPages(app);
    const { text } = await pages.get("/admin", "admin");
    expect(text).toContain("Search by client, email, artist or service");
    expect(text).toContain("are shown and searched; older ones are not found");
    for (
      const query of ["lindqvist", "mara@client.example", "ines", "bridal"]
    ) {
      const found = await pages.get(`/admin?q=${query}`, "admin");
      expect(found.text).toContain("Mara Lindqvist");
    }
    const other = await pages.get("/admin?q=nobody-has-this-name", "admin");
    expect(other.text).not.toContain("Mara Lindqvist");
  });
});
