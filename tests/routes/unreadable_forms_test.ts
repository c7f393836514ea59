/** A form that arrives in another type, or without its version: the page says what a person can do. */
import { expect } from "expect";
import { BRIDAL, INES, type Who, withApp } from "@/tests/_support/an_app.ts";
import { offerPages } from "@/tests/_support/offer_pages.ts";
import { codeOf } from "./_requests.ts";

const UNREADABLE =
  "We could not read this form. Go back, reload the page and send it again.";

const FORMS_WITH_VERSION: readonly (readonly [path: string, as: Who])[] = [
  ["/artist/hours", "artist"],
  ["/artist/profile", "artist"],
  ["/admin/studio", "admin"],
  [`/admin/services/${BRIDAL}`, "admin"],
  [`/admin/artists/${INES}`, "admin"],
  [`/admin/artists/${INES}/hours`, "admin"],
];

Deno.test("a page that receives another type than a form's asks to reload and send it again, and never for JSON", async () => {
  await withApp(async (app) => {
    const pages = offerPages(app);
    const other = { method: "POST", body: "name=Clara" };
    const headers = { "content-type": "text/plain" };
    for (
      const [path, answer] of [
        ["/book", app.ask("/book", { ...other, headers })],
        ["/sign-in", app.ask("/sign-in", { ...other, headers })],
        [
          "/sign-in/code",
          app.ask("/sign-in/code", {
            ...other,
            headers: { ...headers, cookie: "visavis_sign_in=x" },
          }),
        ],
        ...["/artist/hours", "/artist/profile"].map((path) =>
          [path, pages.fetch(path, "artist", { ...other, headers })] as const
        ),
      ] as const
    ) {
      const response = await answer;
      const text = await response.text();
      expect([path, response.status, text.includes(UNREADABLE)])
        .toEqual([path, 415, true]);
      expect(text).not.toContain("JSON");
    }
  });
});

Deno.test("an endpoint that receives another type than JSON's asks for JSON", async () => {
  await withApp(async (app) => {
    const answer = await app.ask("/api/sign-in/link", {
      method: "POST",
      body: "secret=x",
      headers: { "content-type": "text/plain" },
    });
    expect([answer.status, await codeOf(answer.clone())])
      .toEqual([415, "unsupported_media_type"]);
    expect((await answer.json()).error.message).toContain("application/json");
  });
});

for (const [path, as] of FORMS_WITH_VERSION) {
  Deno.test(`a form for ${path} without its version is a bad request, not someone else's change; the page shows what is stored`, async () => {
    await withApp(async (app) => {
      const pages = offerPages(app);
      const stored = await pages.get(path, as);
      const before = await app.dump();
      for (
        const fields of [
          {},
          { name: "Half a form" },
          { name: "Half a form", versionstamp: "" },
        ] as Record<string, string>[]
      ) {
        const refused = await pages.post(path, as, fields);
        expect(refused.status).toBe(400);
        expect(refused.text).toContain("We can’t read this request.");
        expect(refused.text).not.toContain("in the meantime");
        expect(refused.fields).toEqual(stored.fields);
      }
      expect(await app.dump()).toBe(before);
    });
  });
}

Deno.test("a form that retires or offers again without its version is a bad request, and changes nothing", async () => {
  await withApp(async (app) => {
    const pages = offerPages(app);
    const before = await app.dump();
    for (
      const path of [`/admin/services/${BRIDAL}`, `/admin/artists/${INES}`]
    ) {
      for (const what of ["retire", "restore"]) {
        expect((await pages.post(path, "admin", { do: what })).status)
          .toBe(400);
      }
    }
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("a new service has no version yet: its form is checked, field by field", async () => {
  await withApp(async (app) => {
    const path = "/admin/services/new";
    const refused = await offerPages(app).post(path, "admin", { name: "" });
    expect(refused.status).toBe(422);
  });
});

Deno.test("a service's photo without the version that the page showed is a bad request", async () => {
  await withApp(async (app) => {
    const path = `/admin/services/${BRIDAL}`;
    const body = new FormData();
    body.set("do", "remove");
    const refused = await offerPages(app).fetch(`${path}/picture`, "admin", {
      method: "POST",
      body,
      headers: { "sec-fetch-site": "same-origin" },
    });
    expect(refused.headers.get("location")).toBe(`${path}?refused=bad_request`);
  });
});
