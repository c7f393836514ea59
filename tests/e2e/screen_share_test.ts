/** A shared screen: its content is readable, nothing covers it, and it can be shown full screen. */
import { until } from "@/tests/_support/patience.ts";
import { expect } from "expect";
import type { Page } from "puppeteer-core";
import { PHONE, press, tap, testId } from "./_journey.ts";
import {
  readScreen,
  shareADrawing,
  SHARES_KNOWN_PAGE,
  showKnownPage,
} from "./_screen.ts";
import { processes, setStage } from "./_stage.ts";
import { expectFrames, said } from "./_watch.ts";

const SCREEN = testId("remote-screen");

Deno.test("a shared screen", processes, async (t) => {
  const stage = await setStage({
    args: SHARES_KNOWN_PAGE,
    realScreens: true,
  });
  try {
    const { client, artist } = await stage.call();
    const shown = await artist.context.newPage();
    const size = await showKnownPage(shown);
    await artist.page.bringToFront();

    await t.step(
      "arrives at its full size, with strokes of two pixels distinguishable",
      async () => {
        await tap(artist.page, "share");
        await client.page.waitForSelector(`.stage__screen ${SCREEN}`);
        // Chromium activates the shared tab and draws no other tab of the
        // window.
        await artist.page.bringToFront();
        const reading = await untilClear(client.page);
        expect(reading).toMatchObject(size);
        expect(reading.wrong).toBeLessThan(0.01);
        expect(reading.likeness).toBeGreaterThan(0.9);
        // The measure works: the same frame at half its size is unreadable.
        expect(reading.wrongAtHalf).toBeGreaterThan(0.3);
      },
    );

    await t.step(
      "nothing covers it, in portrait or landscape, and the people stay visible",
      async () => {
        const { page } = client;
        for (
          const [width, height] of [[390, 844], [844, 390], [320, 568]] as const
        ) {
          await page.setViewport({ ...PHONE, width, height });
          await clear(page);
        }
        await page.setViewport(PHONE);
        await page.waitForSelector(`.stage__strip ${testId("remote-video")}`);
        await expectFrames(page);
      },
    );

    await t.step(
      "both share: on a desktop too, nothing covers the other's screen, the banner is above it, and the view switch is disabled",
      async () => {
        await client.page.evaluate(shareADrawing);
        await tap(client.page, "share");
        await artist.page.waitForSelector(`.stage__screen ${SCREEN}`);
        for (const { page } of [client, artist]) {
          await said(page, / can see your screen\.$/);
          await clear(page);
        }
        for (const id of ["view", "view-setting"]) {
          await artist.page.waitForSelector(
            `${testId(id)}[disabled][aria-pressed="false"]`,
          );
        }
        await press(client.page, "Stop sharing");
        await artist.page.waitForSelector(SCREEN, { hidden: true });
        await tap(artist.page, "view");
        await artist.page.waitForSelector(".stage__equal");
        // The shared screen is large in that view too.
        await client.page.evaluate(shareADrawing);
        await tap(client.page, "share");
        await artist.page.waitForSelector(`.stage__screen ${SCREEN}`);
        await clear(artist.page);
        await press(client.page, "Stop sharing");
        await artist.page.waitForSelector(".stage__equal");
      },
    );

    await t.step(
      "it can be shown full screen, also by keyboard, and Escape leaves it",
      async () => {
        const { page } = client;
        await page.bringToFront();
        await page.focus(testId("shared-fill"));
        await page.keyboard.press("Enter");
        await page.waitForFunction(() => document.fullscreenElement !== null);
        await alone(page);
        await page.keyboard.press("Escape");
        await page.waitForSelector(testId("end-session"), { visible: true });
        await tap(page, "shared-fill");
        await alone(page);
        await tap(page, "shared-fill");
        await page.waitForFunction(() => document.fullscreenElement === null);
        await page.waitForSelector(testId("end-session"), { visible: true });
      },
    );

    await t.step(
      "on a phone without full-screen support it fills the page and can be scrolled at actual size",
      async () => {
        const { page } = client;
        await page.evaluate(() => {
          Reflect.deleteProperty(Element.prototype, "requestFullscreen");
        });
        await tap(page, "shared-fill");
        await alone(page);
        await tap(page, "shared-actual");
        const size = await page.$eval(
          SCREEN,
          (
            video,
          ) => [video.clientWidth, (video as HTMLVideoElement).videoWidth],
        );
        expect(size[0]).toBe(size[1]);
        await page.focus(testId("shared-view"));
        await page.keyboard.press("ArrowRight");
        await page.waitForFunction(
          (view) => document.querySelector(view)!.scrollLeft > 0,
          {},
          testId("shared-view"),
        );
        await page.keyboard.press("Escape");
        await page.waitForSelector(testId("end-session"), { visible: true });
        await clear(page);
      },
    );

    await t.step(
      "sharing ends while somebody views it full screen: they are back in the call",
      async () => {
        await tap(client.page, "shared-fill");
        await alone(client.page);
        await press(artist.page, "Stop sharing");
        await client.page.waitForSelector(testId("end-session"), {
          visible: true,
        });
        await client.page.waitForSelector(
          `.stage__main ${testId("remote-video")}`,
        );
        await expectFrames(client.page);
      },
    );
  } finally {
    await stage.close();
  }
});

/** An encoder starts coarse and sharpens a still image. */
async function untilClear(page: Page) {
  return await until("a readable screen", async () => {
    const reading = await readScreen(page, SCREEN);
    return reading.wrong === 0 && reading.likeness > 0.9 ? reading : null;
  }, { everyMs: 500 });
}

/** Only the screen and its own bar are visible. */
async function alone(page: Page) {
  await page.waitForSelector(testId("shared-actual"), { visible: true });
  for (const id of ["end-session", "mute", "self-video", "remote-video"]) {
    await page.waitForSelector(testId(id), { hidden: true });
  }
}

/** The large screen is fully visible with square corners, and no point of it is covered. */
async function clear(page: Page) {
  const found = await page.$eval(`.stage__screen ${SCREEN}`, (video) => {
    const box = video.getBoundingClientRect();
    const over = new Set<string>();
    for (let x = 1; x < 40; x++) {
      for (let y = 1; y < 40; y++) {
        const top = document.elementFromPoint(
          box.left + box.width * x / 40,
          box.top + box.height * y / 40,
        );
        if (top !== video) over.add(top?.className ?? "outside");
      }
    }
    const cut: string[] = [];
    for (
      let around: Element | null = video;
      around && !around.matches(".stage");
      around = around.parentElement
    ) {
      const { borderTopLeftRadius } = getComputedStyle(around);
      if (borderTopLeftRadius !== "0px") cut.push(around.className);
    }
    const faces = [...document.querySelectorAll(".stage__strip")]
      .reduce((sum, face) => {
        const { width, height } = face.getBoundingClientRect();
        return Math.max(sum, width * height);
      }, 0);
    return {
      over: [...over],
      cut,
      fit: getComputedStyle(video).objectFit,
      large: innerWidth < 600
        ? box.width === innerWidth
        : box.width * box.height > 4 * faces,
    };
  });
  const { width, height } = page.viewport()!;
  expect({ width, height, ...found }).toEqual({
    width,
    height,
    over: [],
    cut: [],
    fit: "contain",
    large: true,
  });
}
