/**
 * The pages of a running studio, as `tests/components/reach_test.ts` holds them
 * for the gallery: every control can be reached on narrow pages and with large
 * text, whatever the studio's own names and numbers are.
 */
import { expect } from "expect";
import type { Page } from "puppeteer-core";
import { PAGE_SIZES, unreachable } from "@/tests/_support/reach.ts";
import { tap } from "./_journey.ts";
import { ADMIN, processes, setStage, type Stage } from "./_stage.ts";

const VISITORS = ["/", "/book", "/sign-in", "/sign-in/code", "/nothing-here"];
const ARTISTS = ["", "/hours", "/profile", "/past", "/calendar"]
  .map((page) => `/artist${page}`);
const ADMINS = [
  "",
  "/artists",
  "/artists/ines-vidal",
  "/artists/ines-vidal/hours",
  "/services",
  "/services/evening-look",
  "/studio",
  "/messages",
].map((page) => `/admin${page}`);

Deno.test(
  "every control of the running product can be reached, at every size and with text of 200 %",
  processes,
  async (t) => {
    const stage = await setStage();
    try {
      const asked = await stage.request();
      const booked = await stage.consultation();
      const visitor = await stage.person();
      await t.step("a visitor's pages", () =>
        all(visitor.page, stage, [
          ...VISITORS,
          "/book?service=evening-look",
          "/book?service=evening-look&artist=any&zone=UTC",
          `/c/${booked.id}`,
        ]));
      await t.step("a client's pages", async () => {
        const client = await stage.person();
        for (const { id, url } of [asked, booked]) {
          await client.page.goto(url);
          await tap(client.page, "enter");
          await client.page.waitForFunction(() => location.hash === "");
          await all(client.page, stage, [`/c/${id}`]);
        }
        const about = (id: string, pages: readonly string[]) =>
          pages.map((page) => `/c/${id}/${page}`);
        await all(client.page, stage, [
          ...about(asked.id, ["details", "withdraw"]),
          ...about(booked.id, ["change", "move", "cancel"]),
        ]);
      });
      const consultations = [asked.id, booked.id];
      await t.step("an artist's pages", async () => {
        const artist = await stage.person();
        await stage.signIn(artist, booked.artist.email);
        await all(artist.page, stage, [
          ...ARTISTS,
          ...consultations.map((id) => `/artist/consultations/${id}`),
          ...["move", "cancel"].map((page) =>
            `/artist/consultations/${booked.id}/${page}`
          ),
        ]);
      });
      await t.step("an admin's pages", async () => {
        const admin = await stage.person();
        await stage.signIn(admin, ADMIN);
        await all(admin.page, stage, [
          ...ADMINS,
          ...consultations.map((id) => `/admin/consultations/${id}`),
        ]);
      });
    } finally {
      await stage.close();
    }
  },
);

async function all(page: Page, { baseUrl }: Stage, paths: readonly string[]) {
  const found: string[] = [];
  for (const path of paths) {
    await page.goto(`${baseUrl}${path}`);
    await page.evaluate(() => document.fonts.ready.then(() => {}));
    for (const { width, height, text } of PAGE_SIZES) {
      await page.setViewport({ width, height });
      for (const one of await unreachable(page, text)) {
        found.push(`${path} ${width}×${height} ${text} %: ${one}`);
      }
    }
  }
  expect(found).toEqual([]);
}
