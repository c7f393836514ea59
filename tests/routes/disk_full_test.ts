/** A full disk: reads work and writes fail, which is what SQLite does with it. */
import { App, HttpError } from "fresh";
import { expect } from "expect";
import { DAY, HOUR, SECOND } from "@/lib/domain/basic/instant.ts";
import { newStaffSession } from "@/lib/domain/staff/session_times.ts";
import { STAFF_COOKIE } from "@/lib/http/session/cookies.ts";
import type { State } from "@/lib/http/state.ts";
import { StoreUnavailable } from "@/lib/ports/mod.ts";
import ErrorPage, { handler as errorHandler } from "@/routes/_error.tsx";
import {
  BASE_URL,
  INES,
  type TestApp,
  withApp,
} from "@/tests/_support/an_app.ts";
import { countingKv } from "@/tests/_support/counting_kv.ts";
import { failing } from "@/tests/_support/faulty_kv.ts";
import { IMAGES } from "@/tests/_support/images.ts";
import { offerPages } from "@/tests/_support/offer_pages.ts";
import { handler as cancel } from "@/routes/api/appointments/[id]/cancel.ts";
import { send, upload } from "./_booking_form.ts";
import { codeOf } from "./_requests.ts";

interface Disk {
  full: boolean;
}

function withDisk(test: (app: TestApp, disk: Disk) => Promise<void>) {
  const disk = { full: false };
  return withApp(
    (app) => test(app, disk).finally(() => disk.full = false),
    {},
    {
      throughStore: (kv) =>
        failing(kv, {
          message: "disk I/O error",
          only: "writes",
          refuses: () => disk.full,
        }),
    },
  );
}

Deno.test("health is 503 with a time to wait while nothing can be written, and 200 again afterwards", async () => {
  await withDisk(async (app, disk) => {
    expect((await app.ask("/api/health")).status).toBe(200);
    disk.full = true;
    // One write answers for some seconds.
    app.clock.advance(10 * SECOND);
    const refused = await app.ask("/api/health");
    expect([refused.status, await codeOf(refused)])
      .toEqual([503, "store_unavailable"]);
    expect(refused.headers.get("retry-after")).toBe("2");
    disk.full = false;
    expect((await app.ask("/api/health")).status).toBe(200);
  });
});

Deno.test("however often health is asked, it writes once in ten seconds", async () => {
  const counting = countingKv();
  await withApp(
    async (app) => {
      const { calls } = await counting.during(async () => {
        for (let i = 0; i < 20; i++) {
          await Promise.all([
            app.ask("/api/health"),
            app.ask("/api/health"),
          ]);
        }
      });
      expect(calls.filter(({ about }) => about === "write_check"))
        .toHaveLength(1);
    },
    {},
    { throughStore: counting.through },
  );
});

Deno.test("a booking form with or without a photo is 503 with words and a time to wait, and keeps what was typed", async () => {
  await withDisk(async (app, disk) => {
    disk.full = true;
    for (const files of [[], [["a.jpg", IMAGES.jpeg] as const]]) {
      const form = await send(app, { files });
      expect([form.status, form.headers.get("retry-after")])
        .toEqual([503, "2"]);
      const html = await form.text();
      expect(html).toContain("Clara Haas");
      expect(html).toContain("Oily skin");
      expect(html).toContain("We can’t reach our records");
    }
    const photo = await upload(app);
    expect([photo.status, photo.headers.get("retry-after")])
      .toEqual([503, "2"]);
    disk.full = false;
    expect((await send(app)).status).toBe(303);
  });
});

Deno.test("a form of the studio's offer says so too, and keeps what was typed", async () => {
  await withDisk(async (app, disk) => {
    const pages = offerPages(app);
    const { fields } = await pages.get("/admin/studio", "admin");
    disk.full = true;
    const typed = { ...Object.fromEntries(fields), name: "Studio Typed" };
    const refused = await pages.post("/admin/studio", "admin", typed);
    expect(refused.status).toBe(503);
    expect(refused.fields.get("name")).toBe("Studio Typed");
    expect(refused.text).toContain("We can’t reach our records");
    disk.full = false;
    expect((await pages.post("/admin/studio", "admin", typed)).status)
      .toBe(303);
  });
});

Deno.test("staff whose session is due for renewal can still read", async () => {
  await withDisk(async (app, disk) => {
    const { sessions } = app.services.deps;
    const token = await sessions.create(
      { role: "artist", artistId: INES, email: "ines@studio.example" },
      newStaffSession(app.clock.now()),
    );
    app.admit("artist", `${STAFF_COOKIE}=${token}`);
    app.clock.advance(2 * HOUR);
    disk.full = true;
    expect((await app.ask("/api/artist/day", { as: "artist" })).status)
      .toBe(200);
    disk.full = false;
    await (await app.ask("/api/artist/day", { as: "artist" })).body?.cancel();
    app.clock.advance(11 * HOUR);
    expect((await app.ask("/api/artist/day", { as: "artist" })).status)
      .toBe(200);
    app.clock.advance(DAY);
    expect((await app.ask("/api/artist/day", { as: "artist" })).status)
      .toBe(401);
  });
});

/** The page for errors, and an API route that takes forms. */
function withErrorPage({ services }: TestApp) {
  return new App<State>()
    .use((ctx) => {
      ctx.state.services = services;
      return ctx.next();
    })
    .onError({ handler: errorHandler, component: ErrorPage as never })
    .route("/page", {
      handler: () => Promise.reject(new StoreUnavailable("disk full")),
    })
    .route("/gone", { handler: () => Promise.reject(new HttpError(404)) })
    .all("/api/appointments/:id/cancel", cancel)
    .handler();
}

Deno.test("the page for errors is 503 with a time to wait where the store failed", async () => {
  await withApp(async (app) => {
    const handler = withErrorPage(app);
    const page = await handler(new Request(`${BASE_URL}/page`));
    expect([page.status, page.headers.get("retry-after")]).toEqual([503, "2"]);
    expect(await page.text()).toContain("Please try again in a moment");
    const gone = await handler(new Request(`${BASE_URL}/gone`));
    expect([gone.status, gone.headers.get("retry-after")]).toEqual([404, null]);
  });
});

Deno.test("a form that is sent to the API is answered with that page, a script with JSON", async () => {
  await withDisk(async (app, disk) => {
    const { id } = await app.confirmed();
    const handler = withErrorPage(app);
    disk.full = true;
    const sent = (type: string, body: string) =>
      handler(
        new Request(`${BASE_URL}/api/appointments/${id}/cancel`, {
          method: "POST",
          headers: {
            cookie: app.cookieOf("artist"),
            "content-type": type,
            "sec-fetch-site": "same-origin",
          },
          body,
        }),
      );
    const form = await sent("application/x-www-form-urlencoded", "word=hello");
    expect([form.status, form.headers.get("retry-after")]).toEqual([503, "2"]);
    expect(form.headers.get("content-type")).toContain("text/html");
    const script = await sent("application/json", `{"word":"hello"}`);
    expect([script.status, await codeOf(script)])
      .toEqual([503, "store_unavailable"]);
  });
});
