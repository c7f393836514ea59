/** Whether every control of a page can be reached (WCAG 1.4.4, 1.4.10). */
import type { Page } from "puppeteer-core";

/** CSS px, and the root's text size in per cent. 195 px is 390 px at a zoom of 200 %. */
export const PAGE_SIZES = [
  { width: 320, height: 568, text: 100 },
  { width: 390, height: 844, text: 100 },
  // The same with Safari's bars.
  { width: 390, height: 664, text: 100 },
  { width: 844, height: 390, text: 100 },
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
    // A call does not scroll: what is outside cannot be reached by a finger.
    const end = document.querySelector(".stage .call-button--end");
    const box = modal ? undefined : end?.getBoundingClientRect();
    const gone = box &&
        (box.bottom > innerHeight || box.right > innerWidth || box.top < 0)
      ? [`End is outside the screen, at ${box.right}, ${box.bottom}`]
      : [];
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
      // What can be closed may cover the rest meanwhile; its own controls count.
      const above = hit?.closest("[data-closable]");
      if (above && !above.contains(target)) return false;
      return hit === null ||
        !(target.contains(hit) || hit.closest("label")?.contains(target));
    });
    const cut = controls.filter((one) =>
      one.matches(".button") && one.scrollWidth > one.clientWidth + 1
    ).map((one) => `the words of "${one.textContent}" do not fit in it`);
    return [
      ...wide,
      ...gone,
      ...cut,
      ...missed.map((one) =>
        `${one.className || one.tagName} "${
          one.textContent?.trim().slice(0, 30)
        }"`
      ),
    ];
  }, text);
}

/** The page's first primary button, and what the person waits for, if they are not on the screen before anybody scrolls. */
export function actionOutside(page: Page, text: number): Promise<string[]> {
  return page.evaluate((percent) => {
    document.documentElement.style.fontSize = `${percent}%`;
    scrollTo(0, 0);
    const [action] = [
      ...document.querySelectorAll("main .button--primary"),
    ].filter((one) =>
      one.closest("dialog") === null &&
      one.checkVisibility({ visibilityProperty: true })
    );
    const awaited = percent === 100
      ? [...document.querySelectorAll("main .waiting__status")]
      : [];
    return [...action ? [action] : [], ...awaited].flatMap((one) => {
      const { top, bottom } = one.getBoundingClientRect();
      return top < 0 || bottom > innerHeight
        ? [`"${one.textContent}" is outside the screen, at ${bottom}`]
        : [];
    });
  }, text);
}

/** The actions of a call's notice that are not on the screen before anybody scrolls. */
export function noticeOutside(page: Page, text: number): Promise<string[]> {
  return page.evaluate((percent) => {
    document.documentElement.style.fontSize = `${percent}%`;
    if (document.querySelector("dialog[open]")) return [];
    return [...document.querySelectorAll(".stage__banner .banner .button")]
      .filter((one) => {
        const { left, right, top, bottom } = one.getBoundingClientRect();
        const seen = document.elementFromPoint(
          (left + right) / 2,
          (top + bottom) / 2,
        );
        return top < 0 || bottom > innerHeight || !one.contains(seen);
      })
      .map((one) => `"${one.textContent}" of the notice is outside`);
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

/**
 * What is wider than the open dialog that it is in, and cut or scrolled
 * sideways: the page's own width says nothing about a dialog. A sheet in the
 * call, which is no `<dialog>`, counts as one.
 */
export function wideInside(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const dialogs = [
      ...document.querySelectorAll("dialog[open], .stage__sheet > section"),
    ];
    // What only a screen reader reads is cut on purpose, and what is shortened with dots says so.
    const isSpared = (one: Element) =>
      one.closest(".visually-hidden, svg, select, textarea, input") !== null ||
      getComputedStyle(one).display === "inline" ||
      getComputedStyle(one).textOverflow === "ellipsis";
    return dialogs.flatMap((dialog) => {
      const { left, right } = dialog.getBoundingClientRect();
      return [dialog, ...dialog.querySelectorAll<HTMLElement>("*")]
        .filter((one) => one.checkVisibility({ visibilityProperty: true }))
        .filter((one) => !isSpared(one))
        .flatMap((one) => {
          const name = one.getAttribute("class") || one.tagName;
          const box = one.getBoundingClientRect();
          return [
            ...one.scrollWidth > one.clientWidth
              ? [
                `${name}: content of ${one.scrollWidth} px in ${one.clientWidth}`,
              ]
              : [],
            ...box.left < left - 1 || box.right > right + 1
              ? [
                `${name} is outside its dialog, from ${box.left} to ${box.right}`,
              ]
              : [],
          ];
        });
    });
  });
}
