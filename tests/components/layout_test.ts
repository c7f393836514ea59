/** Where things stand on a page, measured in a browser with the gallery's states. */
import { expect } from "expect";
import type { Page } from "puppeteer-core";
import { aServer } from "@/tests/_support/a_server.ts";
import { launchBrowser } from "@/tests/_support/browser.ts";
import { until } from "@/tests/_support/patience.ts";
import { openState } from "@/tests/_support/gallery.ts";
import { testId } from "@/tests/e2e/_journey.ts";

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const boxOf = (page: Page, selector: string): Promise<Box> =>
  page.$eval(selector, (one) => {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    return { left, right, top, bottom };
  });

/** Whether a press on its middle reaches it, once it is scrolled to within what is around it. */
const isPressed = (page: Page, selector: string): Promise<boolean> =>
  page.$eval(selector, (one) => {
    one.scrollIntoView({ block: "nearest" });
    const { left, right, top, bottom } = one.getBoundingClientRect();
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    return right > left && one.contains(document.elementFromPoint(x, y));
  });

Deno.test("layout", async (t) => {
  const server = await aServer();
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const open = (name: string, width: number, height: number) =>
      page.setViewport({ width, height }).then(() =>
        openState(page, { baseUrl: server.baseUrl, name, onError() {} })
      );

    await t.step(
      "the artist's own picture stands beside the first words, however much the client wrote, and above the fold",
      async () => {
        await open("waiting/artist/ready", 1440, 900);
        const words = await boxOf(page, ".waiting__words");
        const mirror = await boxOf(page, ".waiting__mirror");
        expect(Math.abs(mirror.top - words.top)).toBeLessThan(2);
        const before = await boxOf(page, ".mirror");
        expect(before.bottom).toBeLessThan(900);
        await page.$eval(".waiting__words", (column) => {
          const more = document.createElement("p");
          more.textContent = "An answer of several lines. ".repeat(200);
          column.append(more);
        });
        expect(await boxOf(page, ".mirror")).toEqual(before);
      },
    );

    await t.step(
      "a short notice in the call stands in one line with its icon",
      async () => {
        await open("call/client-other-camera-off", 390, 844);
        // Its words are wider in the font that is shown first.
        await until("one line", async () => {
          const icon = await boxOf(page, ".banner > .icon");
          const words = await boxOf(page, ".banner > p");
          return icon.right <= words.left && icon.top < words.bottom &&
            icon.bottom > words.top;
        });
      },
    );

    await t.step(
      "a request for a picture comes before the news of a look sheet, and can be answered at every size, beside the messages too",
      async () => {
        for (
          const [width, height, text, presses] of [
            [390, 844, 100, []],
            [320, 568, 200, []],
            [844, 390, 100, ["chat"]],
          ] as const
        ) {
          await open("look/client-started-while-asked", width, height);
          await page.evaluate((percent) => {
            document.documentElement.style.fontSize = `${percent}%`;
          }, text);
          for (const id of presses) {
            await page.click(testId(id));
            await page.waitForSelector(testId(`${id}-sheet`));
          }
          await until(
            `an answer at ${width}×${height}, ${text} %`,
            async () =>
              await isPressed(page, testId("still-open")) &&
              await isPressed(page, testId("still-refuse")),
          );
          expect(await isPressed(page, testId("look-started"))).toBe(false);
        }
      },
    );

    await t.step(
      "the devices are chosen below the picture, not below the client's answers",
      async () => {
        await open("waiting/artist/ready", 1440, 900);
        await page.click(testId("check-more"));
        const mirror = await boxOf(page, ".waiting__mirror");
        const choice = await boxOf(page, ".check__more summary");
        expect(choice.left).toBeGreaterThanOrEqual(mirror.left);
        expect(choice.right).toBeLessThanOrEqual(mirror.right);
        expect(choice.bottom).toBeLessThan(900);
      },
    );

    for (const text of [100, 200]) {
      await t.step(
        `at 1024×700 with text of ${text} %, every button of the artist's call stays beside the panel`,
        async () => {
          await open("call/artist-connected", 1024, 700);
          await page.evaluate((percent) => {
            document.documentElement.style.fontSize = `${percent}%`;
          }, text);
          const panel = await boxOf(page, ".stage__panel");
          const buttons = await page.$$eval(
            ".call-controls .call-button",
            (all) =>
              all.map((one) => one.getBoundingClientRect())
                .filter(({ width }) => width > 0)
                .map(({ left, right }) => ({ left, right })),
          );
          expect(buttons.length).toBeGreaterThan(4);
          const shown = panel.right > panel.left;
          for (const { left, right } of buttons) {
            expect(left).toBeGreaterThanOrEqual(0);
            expect(right).toBeLessThanOrEqual(shown ? panel.left : 1024);
          }
        },
      );
    }

    await t.step(
      "on the artist's desk the gallery view is offered once",
      async () => {
        await open("call/artist-connected", 1440, 900);
        const offers = await page.$$eval(
          "button",
          (all) =>
            all.filter((one) =>
              /^Gallery/.test(one.innerText.trim()) && one.offsetWidth > 0
            ).length,
        );
        expect(offers).toBe(1);
      },
    );
  } finally {
    await browser.close();
    await server[Symbol.asyncDispose]();
  }
});
