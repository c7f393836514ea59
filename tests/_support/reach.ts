/** Whether every control of a page can be reached (WCAG 1.4.4, 1.4.10). */
import type { Page } from "puppeteer-core";

/** CSS px, and the root's text size in per cent. 195 px is 390 px at a zoom of 200 %. */
export const PAGE_SIZES = [
  { width: 320, height: 568, text: 100 },
  { width: 390, height: 844, text: 100 },
  { width: 390, height: 844, text: 200 },
  { width: 195, height: 422, text: 100 },
  { width: 1024, height: 700, text: 100 },
  { width: 1440, height: 900, text: 100 },
  { width: 1440, height: 900, text: 200 },
] as const;

/** What is wider than the page, and the controls that a press does not reach. */
export function unreachable(page: Page, text: number): Promise<string[]> {
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

/** Touch targets below 44 px, in both directions; links inside sentences are exempt (WCAG 2.5.8). */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const pressed =
      "button, select, textarea, input, a.button, a.day, a.slot, a.choice, nav a, a.wordmark";
    return [...document.querySelectorAll<HTMLElement>(pressed)].flatMap(
      (element) => {
        const box = (element.matches("input")
          ? element.closest("label") ?? element
          : element).getBoundingClientRect();
        const enough = Math.min(box.width, box.height) >= 43.9 ||
          box.width === 0;
        return enough ? [] : [
          `${element.className || element.tagName} ${box.width}×${box.height}`,
        ];
      },
    );
  });
}
