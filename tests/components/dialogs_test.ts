/**
 * The client's open dialogs on small screens and with large text: nothing in
 * them is cut at the side, and a picture is not taken blind.
 */
import { expect } from "expect";
import type { Page } from "puppeteer-core";
import { GALLERY } from "@/gallery/mod.ts";
import { aServer } from "@/tests/_support/a_server.ts";
import { launchBrowser } from "@/tests/_support/browser.ts";
import { openState, withoutScreensOnPhones } from "@/tests/_support/gallery.ts";
import { wideInside } from "@/tests/_support/reach.ts";

/** CSS px. */
const PHONES = [
  { width: 390, height: 844 },
  { width: 320, height: 568 },
  { width: 844, height: 390 },
] as const;

/** The messages have a row that scrolls on purpose, and a test of their own: `chat_sheet_test.ts`. */
const DIALOGS =
  /^(?:stills\/client-(?!preview-under-chat)|recording\/client-asked|call\/client-(?:more|end)|look\/client-open)/;
const SHEETS = /^stills\/client-(?:sheet-(?!trouble)|waiting-add)/;

/** Visits each state at each size, with a text size in per cent. */
async function visit(
  names: RegExp,
  sizes: readonly number[],
  look: (page: Page) => Promise<readonly string[]>,
): Promise<string[]> {
  const server = await aServer();
  const browser = await launchBrowser();
  const found: string[] = [];
  try {
    const page = await browser.newPage();
    await withoutScreensOnPhones(page);
    for (const name of Object.keys(GALLERY).filter((n) => names.test(n))) {
      await page.setViewport({ ...PHONES[0], isMobile: true, hasTouch: true });
      const onError = (error: string) => void found.push(`${name}: ${error}`);
      await openState(page, { baseUrl: server.baseUrl, name, onError });
      for (const phone of PHONES) {
        await page.setViewport({ ...phone, isMobile: true, hasTouch: true });
        for (const text of sizes) {
          await page.evaluate(
            (percent) =>
              void (document.documentElement.style.fontSize = `${percent}%`),
            text,
          );
          for (const one of await look(page)) {
            found.push(
              `${name} ${phone.width}×${phone.height} ${text} %: ${one}`,
            );
          }
        }
      }
    }
  } finally {
    await browser.close();
    await server[Symbol.asyncDispose]();
  }
  return found;
}

Deno.test("nothing in an open dialog of the client's is wider than it, on small screens, on their side and with text of 200 %", async () => {
  expect(await visit(DIALOGS, [100, 200], wideInside)).toEqual([]);
});

Deno.test("in the stills' sheet the viewfinder and Take picture are both seen without scrolling, and in the call End is too", async () => {
  const found = await visit(SHEETS, [100], (page) =>
    page.evaluate(() => {
      const hidden = (selector: string, share: number) => {
        const one = document.querySelector(selector);
        if (one === null) return [`there is no ${selector}`];
        const box = one.getBoundingClientRect();
        // In steps: which part of it is what a finger would meet there.
        const at = [0.1, 0.3, 0.5, 0.7, 0.9].map((part) =>
          document.elementFromPoint(
            box.left + box.width / 2,
            box.top + box.height * part,
          )
        );
        const met = at.filter((hit) => hit !== null && one.contains(hit));
        return met.length / at.length >= share
          ? []
          : [`${selector} is seen at ${met.length} of ${at.length} places`];
      };
      return [
        ...hidden(".still-finder", 1),
        ...hidden('[data-testid="still-take"]', 1),
        ...hidden('[data-testid="still-close"]', 1),
        ...document.querySelector(".stage")
          ? hidden(".call-button--end", 1)
          : [],
      ];
    }));
  expect(found).toEqual([]);
});
