import axe from "axe-core";
import { expect } from "expect";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import {
  documentOf,
  serveGallery,
  SURFACES,
} from "@/scripts/gallery/serve.tsx";

const PHONE = { width: 390, height: 844, isMobile: true, hasTouch: true };
const RULES = [
  "wcag2a",
  "wcag2aa",
  "wcag21a",
  "wcag21aa",
  "wcag22aa",
  "best-practice",
];

Deno.test("no surface carries an inline style, which the content policy would drop", () => {
  for (const surface of SURFACES) {
    expect(documentOf(surface)).not.toMatch(/\sstyle=|<style/);
  }
});

Deno.test("every surface in a real browser", async (t) => {
  const server = serveGallery();
  const browser = await launch();
  try {
    const page = await browser.newPage();
    const blocked: string[] = [];
    page.on("console", (m) => m.type() === "error" && blocked.push(m.text()));
    const open = async (name: string) => {
      await page.goto(`${server.origin}/${name}`);
      await page.evaluate(() => document.querySelector("dialog")?.showModal());
    };

    for (const theme of ["light", "dark"]) {
      await t.step(
        `has no accessibility violation, contrast included, in the ${theme} theme`,
        async () => {
          await page.setViewport(PHONE);
          await page.emulateMediaFeatures([{
            name: "prefers-color-scheme",
            value: theme,
          }, {
            name: "prefers-reduced-motion",
            value: "reduce",
          }]);
          for (const { name } of SURFACES) {
            await open(name);
            expect({ name, violations: await violations(page) }).toEqual({
              name,
              violations: [],
            });
          }
        },
      );
    }
    await t.step(
      "has no accessibility violation at a desk either",
      async () => {
        await page.setViewport({ width: 1440, height: 900 });
        for (
          const { name } of SURFACES.filter((s) =>
            /call|admin|artist|home/.test(s.name)
          )
        ) {
          await open(name);
          expect({ name, violations: await violations(page) }).toEqual({
            name,
            violations: [],
          });
        }
      },
    );
    await t.step(
      "fits a screen of 320 px, and everything to press is 44 px in both directions",
      async () => {
        await page.setViewport({ ...PHONE, width: 320, height: 640 });
        for (const { name } of SURFACES) {
          await open(name);
          expect({ name, ...await measured(page) }).toEqual({
            name,
            width: 320,
            small: [],
          });
        }
      },
    );
    await t.step(
      "moves nothing for those who ask for less motion",
      async () => {
        for (const name of ["waiting", "call-client-trouble", "parts"]) {
          await open(name);
          expect(await page.evaluate(() => document.getAnimations().length))
            .toBe(0);
        }
        await page.emulateMediaFeatures([{
          name: "prefers-reduced-motion",
          value: "no-preference",
        }]);
        await open("waiting");
        expect(await page.evaluate(() => document.getAnimations().length)).toBe(
          1,
        );
      },
    );
    await t.step(
      "keeps the whole call on the screen, upright and on its side",
      async () => {
        for (
          const [width, height] of [[320, 568], [390, 664], [844, 390], [
            1024,
            700,
          ]] as const
        ) {
          await page.setViewport({ ...PHONE, width, height });
          await open("call-artist");
          expect({ width, hidden: await outside(page, ".call-button") })
            .toEqual({ width, hidden: 0 });
        }
      },
    );
    await t.step(
      "asks the browser for nothing that the policy forbids and nothing that is missing",
      () => {
        expect(blocked).toEqual([]);
      },
    );
  } finally {
    await browser.close();
    await server.close();
  }
});

function launch(): Promise<Browser> {
  return puppeteer.launch({
    executablePath: "/usr/bin/chromium",
    args: [
      "--headless=new",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** What axe finds, as one line each: rule and where. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return await page.evaluate(async (rules) => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const found = await axe.run(document, {
      runOnly: rules,
      resultTypes: ["violations"],
    });
    return found.violations.flatMap((v) =>
      v.nodes.map((n) =>
        `${v.id}: ${n.target.join(" ")} ${n.failureSummary ?? ""}`
      )
    );
  }, RULES);
}

/** The page's width and what is smaller than 44 px to press; links inside sentences are exempt (WCAG 2.5.8). */
function measured(page: Page): Promise<{ width: number; small: string[] }> {
  return page.evaluate(() => {
    const pressed =
      "button, select, textarea, input, a.button, a.day, a.slot, a.choice, nav a, a.wordmark";
    const small = [...document.querySelectorAll<HTMLElement>(pressed)].flatMap(
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
    return { width: document.documentElement.scrollWidth, small };
  });
}

/** How many of the elements reach outside the viewport. */
function outside(page: Page, selector: string): Promise<number> {
  return page.evaluate((s) =>
    [...document.querySelectorAll(s)].filter((e) => {
      const b = e.getBoundingClientRect();
      return b.top < 0 || b.left < 0 || b.bottom > innerHeight ||
        b.right > innerWidth;
    }).length, selector);
}
