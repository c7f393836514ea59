/** The client's page before the room opens, as the server sends it. */
import { App } from "fresh";
import { expect } from "expect";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import type { State } from "@/lib/http/state.ts";
import ClientPage, { handler } from "@/routes/c/[id].tsx";
import { aService } from "@/tests/_support/a_studio.ts";
import {
  BASE_URL,
  type TestApp,
  type Who,
  withApp,
} from "@/tests/_support/an_app.ts";

const OWN_LINK = "/vendor/own-link-0123456789.js";

async function pageOf(app: TestApp, id: ConsultationId, as: Who) {
  const site = new App<State>().use((ctx) => {
    const assetUrls = { "own-link": OWN_LINK };
    ctx.state.services = { ...app.services, assetUrls };
    return ctx.next();
  }).route("/c/:id", { handler, component: ClientPage } as never).handler();
  const response = await site(
    new Request(`${BASE_URL}/c/${id}`, {
      headers: { cookie: app.cookieOf(as) },
    }),
  );
  expect(response.status).toBe(200);
  return await response.text();
}

const shownTips = (html: string) => {
  const [list = ""] = /<details[^>]*data-testid="prepare".*?<\/details>/s
    .exec(html) ?? [];
  return [...list.matchAll(/<li[^>]*>(.*?)<\/li>/g)].map(([, tip]) => tip);
};

Deno.test("the client reads what to prepare for the service as it was when they booked, between light and devices", async () => {
  await withApp(async (app) => {
    const { catalog } = app.services.deps;
    await catalog.restore({
      services: [aService({ prepare: "Bring your veil.\nSit <b>still</b>." })],
    });
    const { id } = await app.confirmed();
    await catalog.restore({ services: [aService({ prepare: "Nothing." })] });
    const html = await pageOf(app, id, "client");
    expect(html).toMatch(/<details[^>]*\sopen/);
    const tips = shownTips(html);
    expect(tips.slice(1, 3))
      .toEqual(["Bring your veil.", "Sit &lt;b>still&lt;/b>."]);
    expect(tips[0]).toContain("light");
    expect(tips.at(-1)).toContain("Wi-Fi");
  });
});

Deno.test("a booking of a service without tips has the general ones", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    expect(shownTips(await pageOf(app, id, "client")))
      .toContain("Tie your hair back.");
  });
});

Deno.test("the page knows no secret: the module that shows the link is named, and only inside, and is not loaded", async () => {
  await withApp(async (app) => {
    const { id, secret } = await app.confirmed();
    const inside = await pageOf(app, id, "client");
    expect(inside).toContain(`data-src="${OWN_LINK}`);
    expect(inside).not.toMatch(/<(?:script|link)[^>]*own-link-0123456789/);
    const outside = await pageOf(app, id, "nobody");
    expect(outside).not.toContain(OWN_LINK);
    expect(shownTips(outside)).toEqual([]);
    for (const html of [inside, outside]) expect(html).not.toContain(secret);
  });
});
