/** An artist who looks elsewhere is told that a client has arrived. */
import { expect } from "expect";
import type { Page } from "puppeteer-core";
import { until } from "@/tests/_support/patience.ts";
import { violations } from "./_axe.ts";
import { press, tap, testId } from "./_journey.ts";
import { enter, processes, setStage } from "./_stage.ts";
import { reads, show } from "./_watch.ts";

declare global {
  /** Every notification that the page showed, in order. */
  var notified: { title: string; body: string | undefined }[];
}

Deno.test("alerts for an artist who looks elsewhere", processes, async (t) => {
  const stage = await setStage();
  try {
    const at = await stage.consultation();
    const artist = await stage.person();
    const { page, context } = artist;
    await context.overridePermissions(stage.baseUrl, ["notifications"]);
    await page.evaluateOnNewDocument(watchNotifications);
    await stage.signIn(artist, at.artist.email);
    await page.goto(`${stage.baseUrl}/artist`);

    await t.step("are turned on with one press, and tried", async () => {
      await tap(page, "alerts-on");
      await reads(page, "you hear a sound and see a notification");
      // The button keeps the focus: only its words have changed.
      expect(
        await page.evaluate(() =>
          (document.activeElement as HTMLElement).dataset["testid"]
        ),
      ).toBe("alerts-off");
      await press(page, "Try it");
      await until("the try", () => shown(page, "A client is here"));
      expect(await violations(page)).toEqual([]);
    });

    await t.step(
      "an arrival is a notification, the tab's title and a dot on its icon",
      async () => {
        // The choice survives a reload.
        await page.reload();
        await page.waitForSelector(testId("alerts-off"));
        await lookElsewhere(page);
        const client = await stage.person();
        await enter(client, at);
        await until("the arrival", () => shown(page, "Clara is here"));
        const { body } = await page.evaluate(() => notified.at(-1)!);
        expect(body).toMatch(/^.+, \d\d:\d\d–\d\d:\d\d$/);
        expect(await page.title()).toContain("Clara is waiting");
        expect(await icon(page)).toContain("favicon-badged");
      },
    );

    await t.step(
      "a browser that blocks notifications is told apart, and what is left is said",
      async () => {
        await context.overridePermissions(stage.baseUrl, []);
        await page.reload();
        await reads(page, "Your browser blocks notifications from this page");
        await tap(page, "alerts-off");
        await page.waitForSelector(testId("alerts-on"));
      },
    );
  } finally {
    await stage.close();
  }
});

/** Runs in the page before its own scripts. */
function watchNotifications() {
  globalThis.notified = [];
  globalThis.Notification = class extends Notification {
    constructor(title: string, options?: NotificationOptions) {
      super(title, options);
      globalThis.notified.push({ title, body: options?.body });
    }
  };
}

/** Another tab or window is in front. */
async function lookElsewhere(page: Page) {
  await page.evaluate(() => {
    document.hasFocus = () => false;
  });
  await show(page, "hidden");
}

function shown(page: Page, title: string): Promise<boolean> {
  return page.evaluate(
    (wanted) => notified.some(({ title }) => title === wanted),
    title,
  );
}

function icon(page: Page): Promise<string> {
  return page.$eval(
    "link[rel=icon][data-badged]",
    (link) => (link as HTMLLinkElement).href,
  );
}
