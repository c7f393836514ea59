/** A recording from the question to its deletion, as both parties see it. */
import { expect } from "expect";
import type { Page } from "puppeteer-core";
import { until } from "@/tests/_support/patience.ts";
import { violations } from "./_axe.ts";
import { PHONE, press, sees, tap, testId } from "./_journey.ts";
import { shareADrawing } from "./_screen.ts";
import { ADMIN, processes, setStage } from "./_stage.ts";
import { expectFrames, screenShown } from "./_watch.ts";

/** Folder for screenshots of the pages, if set. */
const LOOK = Deno.env.get("LOOK_AT_RECORDING");

Deno.test("a recorded consultation", processes, async (t) => {
  const stage = await setStage({ program: "tests/e2e/_recording/serve.ts" });
  try {
    const desk = /desk at (\S+)\./.exec(stage.server.output())![1]!;
    const state = async () =>
      await (await fetch(`${desk}/state`)).json() as {
        recording: boolean;
        kept: number;
      };
    const finish = async (what: "recordings" | "compositions") =>
      await (await fetch(`${desk}/finish/${what}`)).body?.cancel();
    const { client, artist, consultation } = await stage.call();
    const artistPage =
      `${stage.baseUrl}/artist/consultations/${consultation.id}`;

    await t.step(
      "the artist asks, and the other page shows the consent text",
      async () => {
        await tap(artist.page, "recording-ask");
        for (const { page } of [client, artist]) {
          await page.waitForSelector(
            `dialog[open] ${testId("recording-text")}`,
          );
          await tap(page, "recording-agree");
          await page.waitForSelector("dialog[open]", { hidden: true });
        }
        expect(await state()).toMatchObject({ recording: false });
      },
    );

    await t.step(
      "once both agreed, the artist starts it, and both see the indicator",
      async () => {
        await tap(artist.page, "recording-start");
        for (const { page } of [client, artist]) {
          await page.waitForSelector(testId("recording"));
        }
        // The pages say so before the video service is asked to record.
        await until("a recording", async () => (await state()).recording);
        await expectFrames(client.page);
        await look("call", client.page, artist.page);
      },
    );

    await t.step(
      "the indicator stays visible on a phone when a shared screen is full screen",
      async () => {
        await artist.page.evaluate(shareADrawing);
        await tap(artist.page, "share");
        await screenShown(client.page);
        await tap(client.page, "shared-fill");
        await client.page.waitForSelector(testId("end-session"), {
          hidden: true,
        });
        for (const width of [390, 320]) {
          await client.page.setViewport({ ...PHONE, width });
          const mark = await client.page.waitForSelector(
            `.shared__bar ${testId("recording")}`,
            { visible: true },
          );
          const { x, width: own, height } = (await mark!.boundingBox())!;
          expect(x + own).toBeLessThanOrEqual(width);
          // The label stays on one line.
          expect(own).toBeGreaterThan(2 * height);
          expect(await mark!.evaluate((one) => one.checkVisibility())).toBe(
            true,
          );
          expect(
            await client.page.evaluate(() =>
              document.documentElement.scrollWidth <= innerWidth
            ),
          ).toBe(true);
          await look(`shared-${width}`, client.page, artist.page);
        }
        await client.page.setViewport(PHONE);
        await tap(client.page, "shared-fill");
        await press(artist.page, "Stop sharing");
      },
    );

    await t.step(
      "the end stops it, and each page leads to the recording",
      async () => {
        await tap(client.page, "end-session");
        await tap(client.page, "end-confirm");
        for (const { page } of [client, artist]) {
          await page.waitForSelector(testId("ended"));
          await follow(page, "The recording");
          await page.waitForSelector(testId("recording-kept"));
        }
        await until("its end", async () => !(await state()).recording);
        await look("ended", client.page, artist.page);
      },
    );

    await t.step(
      "the artist requests the composed video, and sees the progress",
      async () => {
        await finish("recordings");
        await artist.page.goto(artistPage);
        await follow(artist.page, "Prepare the video");
        await sees(artist.page, "being prepared");
        await look("processing", client.page, artist.page);
        await finish("compositions");
        await follow(artist.page, "Check again");
        await sees(artist.page, "The video is ready");
        await look("ready", client.page, artist.page);
      },
    );

    await t.step(
      "another day it is in the list of past consultations, and is an MP4",
      async () => {
        await artist.page.goto(`${stage.baseUrl}/artist`);
        await follow(artist.page, "Past");
        await look("past", client.page, artist.page);
        const listed = await artist.page.$$eval(
          "main a",
          (links) => links.map((link) => (link as HTMLAnchorElement).href),
        );
        expect(listed).toContain(artistPage);
        await artist.page.goto(artistPage);
        const href = await artist.page.$eval(
          testId("recording-download"),
          (link) => (link as HTMLAnchorElement).href,
        );
        const cookie = (await artist.context.cookies())
          .map(({ name, value }) => `${name}=${value}`).join("; ");
        const file = await fetch(href, { headers: { cookie } });
        expect(file.headers.get("content-type")).toBe("video/mp4");
        const bytes = new Uint8Array(await file.arrayBuffer());
        expect(new TextDecoder().decode(bytes.subarray(4, 8))).toBe("ftyp");
        // With the link itself: no policy of the page blocks it.
        const began = downloadBegins(artist.page);
        await tap(artist.page, "recording-download");
        expect(await began).toBe("consultation.mp4");
      },
    );

    await t.step(
      "the client cannot download it, and deletes it after a confirmation",
      async () => {
        const { page } = client;
        expect(await page.$(testId("recording-download"))).toBeNull();
        await (await page.waitForSelector(
          "::-p-xpath(//summary[contains(., 'Delete the recording')])",
        ))!.click();
        await look("asked", page, artist.page);
        await follow(page, "Delete permanently");
        await sees(page, "The recording was deleted.");
        await until("nothing kept", async () => (await state()).kept === 0);
        await look("deleted", page, artist.page);
      },
    );

    await t.step(
      "an admin erases the whole consultation, and the client's page says so",
      async () => {
        const admin = await stage.person();
        await stage.signIn(admin, ADMIN);
        await admin.page.goto(
          `${stage.baseUrl}/admin/consultations/${consultation.id}`,
        );
        await (await admin.page.waitForSelector(
          "::-p-xpath(//summary[contains(., 'Delete client data')])",
        ))!.click();
        await look("admin", client.page, admin.page);
        await follow(admin.page, "Delete permanently");
        await sees(admin.page, "Erased by");
        await client.page.reload();
        await client.page.waitForSelector(testId("erased"));
        await look("erased", client.page, admin.page);
      },
    );
  } finally {
    await stage.close();
  }
});

async function follow(page: Page, words: string) {
  await Promise.all([page.waitForNavigation(), press(page, words)]);
}

/** The name of the file that the browser starts to download. */
async function downloadBegins(page: Page): Promise<string> {
  const session = await page.createCDPSession();
  await session.send("Browser.setDownloadBehavior", {
    behavior: "deny",
    eventsEnabled: true,
  });
  return await new Promise((resolve) =>
    session.on(
      "Browser.downloadWillBegin",
      ({ suggestedFilename }) => resolve(suggestedFilename),
    )
  );
}

/** Axe finds no violation on these pages, and they fit a phone's width. */
async function look(name: string, phone: Page, desktop: Page) {
  for (
    const [where, page] of [["phone", phone], ["desktop", desktop]] as const
  ) {
    await page.bringToFront();
    if (LOOK) await page.screenshot({ path: `${LOOK}/${name}-${where}.png` });
    const found = await violations(page);
    expect([name, where, found]).toEqual([name, where, []]);
  }
}
