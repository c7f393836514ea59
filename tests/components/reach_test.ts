/**
 * Every control of every surface can be reached with large text and on narrow
 * pages (WCAG 1.4.4, 1.4.10): nothing scrolls sideways, and a press on the
 * middle of a control arrives at it.
 */
import { expect } from "expect";
import type { Page } from "puppeteer-core";
import { GALLERY } from "@/gallery/mod.ts";
import { aServer } from "@/tests/_support/a_server.ts";
import { launchBrowser } from "@/tests/_support/browser.ts";
import { openState, withoutScreensOnPhones } from "@/tests/_support/gallery.ts";

/** CSS px, and the root's text size in per cent. 195 px is 390 px at a zoom of 200 %. */
const PAGES = [
  { width: 320, height: 568, text: 100 },
  { width: 390, height: 844, text: 100 },
  { width: 390, height: 844, text: 200 },
  { width: 195, height: 422, text: 100 },
  { width: 1024, height: 700, text: 100 },
  { width: 1440, height: 900, text: 100 },
  { width: 1440, height: 900, text: 200 },
] as const;

Deno.test("every control can be reached, at every size and with text of 200 %", async () => {
  const server = await aServer();
  const browser = await launchBrowser();
  const only = Deno.env.get("REACH") ?? "";
  try {
    const page = await browser.newPage();
    await withoutScreensOnPhones(page);
    const found: string[] = [];
    for (const name of Object.keys(GALLERY).filter((n) => n.includes(only))) {
      await openState(page, {
        baseUrl: server.baseUrl,
        name,
        onError: () => {},
      });
      for (const { width, height, text } of PAGES) {
        await page.setViewport({ width, height });
        for (const one of await unreachable(page, text)) {
          found.push(`${name} ${width}×${height} ${text} %: ${one}`);
        }
      }
    }
    expect(found).toEqual([]);
  } finally {
    await browser.close();
    await server[Symbol.asyncDispose]();
  }
});

/** What is wider than the page, and the controls that a press does not reach. */
function unreachable(page: Page, text: number): Promise<string[]> {
  return page.evaluate((percent) => {
    const root = document.documentElement;
    root.style.fontSize = `${percent}%`;
    const wide = root.scrollWidth > innerWidth
      ? [
        `the page is ${root.scrollWidth} px wide: ${
          [...document.querySelectorAll("body *")].filter((one) =>
            one.getBoundingClientRect().right > innerWidth
          ).map((one) => one.getAttribute("class") ?? one.tagName).join(" | ")
        }`,
      ]
      : [];
    const modal = document.querySelector("dialog[open]");
    const controls = [
      ...(modal ?? document).querySelectorAll<HTMLElement>(
        "button, a[href], select, textarea, input:not([type=hidden])",
      ),
    ].filter((one) =>
      one.checkVisibility({ visibilityProperty: true }) &&
      one.closest(".skip-link, .visually-hidden") === null
    );
    const missed = controls.filter((one) => {
      const target = one.matches("input") ? one.closest("label") ?? one : one;
      target.scrollIntoView({ block: "center", inline: "nearest" });
      // Hidden for the eye only (1 px) counts as absent: another control is there in its place. A link that breaks over lines has several boxes, and its middle may be in none.
      const box = target.getClientRects()[0];
      if (box === undefined || box.width <= 1) return false;
      const x = box.left + box.width / 2;
      const y = box.top + box.height / 2;
      const hit = document.elementFromPoint(x, y);
      return hit === null ||
        !(target.contains(hit) || hit.closest("label")?.contains(target));
    });
    return [
      ...wide,
      ...missed.map((one) =>
        `${one.className || one.tagName} "${
          one.textContent?.trim().slice(0, 30)
        }"`
      ),
    ];
  }, text);
}
