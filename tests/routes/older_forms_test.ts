/**
 * Pages that were open before a deploy send forms and requests without the
 * fields that came later: they are accepted, and mean what they meant.
 */
import { expect } from "expect";
import { DEFAULT_MEDIA_PREFERENCES } from "@/lib/domain/call/presence.ts";
import { iso } from "@/lib/domain/basic/instant.ts";
import { BRIDAL, START, withApp } from "@/tests/_support/an_app.ts";
import { offerPages } from "@/tests/_support/offer_pages.ts";
import { send } from "./_booking_form.ts";
import { LATER, NEW } from "./_changes.ts";
import { beat, codeOf, consultationPath } from "./_requests.ts";

Deno.test("a booking form without a key is booked, once for each time it is sent", async () => {
  await withApp(async (app) => {
    expect((await send(app)).status).toBe(303);
    // Its repeat finds its own time taken, as it did before there were keys.
    expect((await send(app)).status).not.toBe(303);
  });
});

Deno.test("a service's form without what to prepare is saved, and keeps none", async () => {
  await withApp(async (app) => {
    const pages = offerPages(app);
    const path = `/admin/services/${BRIDAL}`;
    const { fields } = await pages.get(path, "admin");
    const { prepare: _, ...older } = Object.fromEntries(fields);
    const saved = await pages.post(path, "admin", {
      ...older,
      name: "Bridal rehearsal",
    });
    expect(saved.status).toBe(303);
    const service = await app.services.deps.catalog.service(BRIDAL);
    expect(service).toMatchObject({ name: "Bridal rehearsal" });
    expect(service?.prepare ?? "").toBe("");
  });
});

Deno.test("a sign-in form without a page to return to leads to the code", async () => {
  await withApp(async (app) => {
    const asked = await app.ask("/sign-in", {
      method: "POST",
      body: new URLSearchParams({ email: "ines@studio.example" }).toString(),
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    expect([asked.status, asked.headers.get("location")])
      .toEqual([303, "/sign-in/code"]);
  });
});

Deno.test("a move and a cancellation without the version that the page showed are carried out", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(LATER);
    const post = (what: string, body: Record<string, string>) =>
      app.ask(`${consultationPath(id)}/${what}`, {
        method: "POST",
        as: "artist",
        body,
      });
    expect(await codeOf(await post("reschedule", { at: iso(NEW) }))).toBe("ok");
    expect(await codeOf(await post("cancel", {}))).toBe("ok");
  });
});

Deno.test("a heartbeat with some of the media preferences, or none, has the defaults for the others", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    app.clock.set(START);
    for (const sent of [undefined, { wantsVideo: false }]) {
      const answer = await beat(app, id, "client", "arrive", undefined, sent);
      expect((await answer.json()).mediaPreferences.client)
        .toEqual({ ...DEFAULT_MEDIA_PREFERENCES, ...sent });
    }
  });
});
