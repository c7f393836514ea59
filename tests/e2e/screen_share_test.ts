/** A shared screen: what is on it can be read, nothing lies on it, and it can have the whole display. */
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
      "arrives at its full size, and strokes of two pixels can be told from each other",
      async () => {
        await tap(artist.page, "share");
        await client.page.waitForSelector(`.stage__screen ${SCREEN}`);
        // Chromium turns to the tab that is shared, and draws no other one of the window.
        await artist.page.bringToFront();
        const reading = await untilClear(client.page);
        expect(reading).toMatchObject(size);
        expect(reading.wrong).toBeLessThan(0.01);
        expect(reading.likeness).toBeGreaterThan(0.9);
        // The measure tells: the same frame at half its size cannot be read.
        expect(reading.wrongAtHalf).toBeGreaterThan(0.3);
      },
    );

    await t.step(
      "nothing lies on it, however the phone is held, and the people are still seen",
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
      "both share: at the desk, too, nothing lies on the other's screen, the banner stands above it, and the switch between the views rests",
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
        // What is shared is large in that view, too.
        await client.page.evaluate(shareADrawing);
        await tap(client.page, "share");
        await artist.page.waitForSelector(`.stage__screen ${SCREEN}`);
        await clear(artist.page);
        await press(client.page, "Stop sharing");
        await artist.page.waitForSelector(".stage__equal");
      },
    );

    await t.step(
      "the whole display is given to it, from the keyboard too, and Escape gives it back",
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
      "on a phone that gives the display to nothing, it fills the page and can be scrolled at its actual size",
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
      "sharing ends while somebody looks at it alone: they are back in the call",
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

/** An encoder begins coarse, and sharpens a picture that stands still. */
async function untilClear(page: Page) {
  for (let i = 0;; i++) {
    const reading = await readScreen(page, SCREEN);
    if (reading.wrong === 0 && reading.likeness > 0.9 || i === 40) {
      return reading;
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Only the screen and its own bar are to be seen. */
async function alone(page: Page) {
  await page.waitForSelector(testId("shared-actual"), { visible: true });
  for (const id of ["end-session", "mute", "self-video", "remote-video"]) {
    await page.waitForSelector(testId(id), { hidden: true });
  }
}

/** The large screen is seen whole and square-cornered, and at no point of it anything else is on top. */
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
