/** The call's messages on small screens and with large text: everything that a person needs at once is on the screen. */
import { expect } from "expect";
import type { Page } from "puppeteer-core";
import { aServer } from "@/tests/_support/a_server.ts";
import { launchBrowser } from "@/tests/_support/browser.ts";
import { openState, withoutScreensOnPhones } from "@/tests/_support/gallery.ts";
import { PAGE_SIZES } from "@/tests/_support/reach.ts";

const SIZES = [...PAGE_SIZES, { width: 320, height: 568, text: 200 }];

Deno.test("while the messages are open, the field, Send, Messages and End are pressed where they are, and nothing lies over the messages", async () => {
  const server = await aServer();
  const browser = await launchBrowser();
  const found: string[] = [];
  try {
    for (const name of ["call/client-chat", "call/artist-chat"]) {
      for (const { text, ...size } of SIZES) {
        const page = await browser.newPage();
        await withoutScreensOnPhones(page);
        await page.setViewport({ ...size, isMobile: true, hasTouch: true });
        await withText(page, text);
        await openState(page, {
          baseUrl: server.baseUrl,
          name,
          onError: (error) => found.push(`${name}: ${error}`),
        });
        const at = `${name} ${size.width}×${size.height} ${text} %`;
        found.push(...(await outside(page)).map((one) => `${at}: ${one}`));
        await typeTooMuch(page);
        const long = await outside(page, { room: 0 });
        found.push(...long.map((one) => `${at}, too long: ${one}`));
        await page.close();
      }
    }
    expect(found).toEqual([]);
  } finally {
    await browser.close();
    await server[Symbol.asyncDispose]();
  }
});

/** As a browser's own setting does it: before the page lays anything out. */
async function withText(page: Page, percent: number) {
  await page.emulateMediaFeatures([
    { name: "prefers-reduced-motion", value: "reduce" },
  ]);
  await page.evaluateOnNewDocument((percent: number) => {
    document.addEventListener("DOMContentLoaded", () => {
      document.documentElement.style.fontSize = `${percent}%`;
    });
  }, percent);
}

/** What a press on its middle does not reach, without any scrolling. */
function outside(page: Page, { room: least = 30 } = {}): Promise<string[]> {
  return page.evaluate((least) => {
    const boxOf = (selector: string) =>
      document.querySelector(selector)!.getBoundingClientRect();
    const missed = [
      "[data-testid=chat-text]",
      "[data-testid=chat-send]",
      "[data-testid=chat]",
      "[data-testid=end-session]",
    ].filter((selector) => {
      const box = boxOf(selector);
      const hit = document.elementFromPoint(
        box.left + box.width / 2,
        box.top + box.height / 2,
      );
      return box.bottom > innerHeight || !hit?.closest(selector);
    });
    const log = boxOf(".chat__log");
    const covered = boxOf(".chat__quick").top < log.bottom - 1
      ? ["the quick messages lie over the messages"]
      : [];
    const sheet = document.querySelector(".chat-sheet")!;
    const wide = sheet.scrollWidth > sheet.clientWidth
      ? ["it scrolls sideways"]
      : [];
    // The newest message, above the field or what scrolls under it.
    const room = Math.min(log.bottom, boxOf(".chat__field").top) -
      Math.max(log.top, sheet.getBoundingClientRect().top);
    return [
      ...missed,
      ...covered,
      ...wide,
      ...(room < least ? [`${room} px of the messages are seen`] : []),
    ];
  }, least);
}

/** Pastes more than a message may have, and presses Send: it stays. */
async function typeTooMuch(page: Page) {
  await page.focus("[data-testid=chat-text]");
  await page.$eval("[data-testid=chat-text]", (field) => {
    (field as HTMLTextAreaElement).value = "word ".repeat(220).trim();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await page.waitForSelector(".chat__too-long");
  await page.click("[data-testid=chat-send]");
  const left = await page.$eval(
    "[data-testid=chat-text]",
    (field) => (field as HTMLTextAreaElement).value.length,
  );
  expect(left).toBe(1_099);
}
