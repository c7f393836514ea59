/** Every page names the zone of the times it shows; the mails have their own test for this. */
import { App } from "fresh";
import { expect } from "expect";
import { DAY, HOUR } from "@/lib/domain/basic/instant.ts";
import type { State } from "@/lib/http/state.ts";
import {
  BASE_URL,
  INES,
  START,
  type TestApp,
  type Who,
  withApp,
} from "@/tests/_support/an_app.ts";
import artistsOnly from "@/routes/artist/_middleware.ts";
import adminsOnly from "@/routes/admin/_middleware.ts";
import studio from "@/routes/_middleware.ts";
import * as admin from "@/routes/admin/index.tsx";
import * as adminsOne from "@/routes/admin/consultations/[id].tsx";
import * as calendar from "@/routes/artist/calendar.tsx";
import * as artistsOne from "@/routes/artist/consultations/[id].tsx";
import * as move from "@/routes/artist/consultations/[id]/move.tsx";
import * as artist from "@/routes/artist/index.tsx";
import * as past from "@/routes/artist/past.tsx";
import * as book from "@/routes/book/index.tsx";
import * as client from "@/routes/c/[id].tsx";
import * as change from "@/routes/c/[id]/change.tsx";
import * as clientMove from "@/routes/c/[id]/move.tsx";
import * as mailbox from "@/routes/dev/mailbox/index.tsx";

const PAGES = {
  "/admin": admin,
  "/admin/consultations/:id": adminsOne,
  "/artist": artist,
  "/artist/calendar": calendar,
  "/artist/consultations/:id": artistsOne,
  "/artist/consultations/:id/move": move,
  "/artist/past": past,
  "/book": book,
  "/c/:id": client,
  "/c/:id/change": change,
  "/c/:id/move": clientMove,
  "/dev/mailbox": mailbox,
};

/** The pages' own files at their own addresses, without a build. */
function pagesOf({ services }: TestApp) {
  const app = new App<State>().use((ctx) => {
    ctx.state.services = services;
    return ctx.next();
  }).use(studio).use("/artist", artistsOnly).use("/admin", adminsOnly);
  for (const [path, { handler, default: component }] of Object.entries(PAGES)) {
    app.route(path, { handler, component } as never);
  }
  return app.handler();
}

/** Text that is visible or read aloud. */
const seen = (html: string) =>
  html.replace(/<(script|style)[\s\S]*?<\/\1>/g, "").replace(/<[^>]*>/g, " ");

const ZONE = /\b(?:Standard|Summer|Daylight) Time\b/;

Deno.test("every page that shows a time names its zone", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed(START + 2 * DAY);
    await app.confirmed(START - HOUR);
    await app.requested(START + DAY);
    const { id: mine } = await app.confirmed(START + 3 * DAY);
    const pages = pagesOf(app);
    const feed = { hash: "a hash", madeAt: START };
    await app.services.deps.calendarFeeds.put(INES, feed);
    const shown = [];
    for (
      const [path, as] of [
        ["/admin", "admin"],
        [`/admin/consultations/${id}`, "admin"],
        ["/artist", "artist"],
        [`/artist/consultations/${id}`, "artist"],
        [`/artist/consultations/${id}/move`, "artist"],
        ["/artist/past", "artist"],
        ["/artist/calendar", "artist"],
        ["/book?service=bridal-trial&artist=ines-vidal", "nobody"],
        [`/c/${mine}`, "client"],
        [`/c/${mine}/change`, "client"],
        [`/c/${mine}/move`, "client"],
        ["/dev/mailbox", "nobody"],
      ] as [string, Who][]
    ) {
      const headers = { cookie: app.cookieOf(as), accept: "text/html" };
      const answer = await pages(
        new Request(`${BASE_URL}${path}`, { headers }),
      );
      const text = seen(await answer.text());
      expect([path, answer.status]).toEqual([path, 200]);
      // Upcoming consultations are on several days.
      if (path === "/artist") expect(text).toContain("Tuesday 24 November");
      if (/\b\d\d:\d\d\b/.test(text)) {
        shown.push(path);
        expect([path, ZONE.test(text)]).toEqual([path, true]);
      }
    }
    expect(shown.length).toBeGreaterThan(7);
  });
});
