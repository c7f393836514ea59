import { expect } from "expect";
import type { Page } from "puppeteer-core";
import { ZoneLink } from "@/components/booking/ZoneLink.tsx";
import { inBrowser, withBrowser } from "@/tests/islands/_stage.ts";

const page = {
  path: "/book?service=x&zone=Europe/Berlin",
  entry: "zone-link",
  markup: (
    <p>
      Times are in Berlin.{" "}
      <ZoneLink
        shown="Europe/Berlin"
        href="/book?service=x"
        script={undefined}
      />
    </p>
  ),
} as const;

/** The sentence's content after the module has run in a browser in that zone. */
async function inZone(page: Page, zone: string) {
  await page.emulateTimezone(zone);
  // A page has loaded once its modules have run.
  await page.reload({ waitUntil: "load" });
  return await page.$eval("p", (p) => ({
    words: p.innerText,
    links: [...p.querySelectorAll("a")].map((a) => a.getAttribute("href")),
  }));
}

Deno.test("the link to the reader's own time zone", inBrowser, async (t) => {
  await withBrowser(async (stage) => {
    await t.step(
      "a browser in another zone is offered the times in its own zone",
      () =>
        stage(page, async ({ page }) => {
          expect(await inZone(page, "America/New_York")).toEqual({
            words: "Times are in Berlin. Show them in America/New York time",
            links: ["/book?service=x&zone=America%2FNew_York"],
          });
        }),
    );

    await t.step(
      "where nobody chose a zone, the browser's own comes first, and the page before it stays the previous one",
      () =>
        stage({ ...page, path: "/book?zone=" }, async ({ page, url }) => {
          await page.emulateTimezone("America/New_York");
          const before = await page.evaluate(() => history.length);
          await page.goto(`${url}/book?service=x&day=2026-11-24`);
          await page.waitForFunction(
            () => new URL(location.href).searchParams.has("zone"),
          );
          expect(page.url()).toBe(
            `${url}/book?service=x&day=2026-11-24&zone=America%2FNew_York`,
          );
          expect(await page.evaluate(() => history.length)).toBe(before + 1);
        }),
    );

    await t.step(
      "a browser in the displayed zone is offered nothing",
      () =>
        stage(page, async ({ page }) => {
          expect(await inZone(page, "Europe/Berlin")).toEqual({
            words: "Times are in Berlin.",
            links: [],
          });
        }),
    );
  });
});
