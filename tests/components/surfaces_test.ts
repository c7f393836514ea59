import axe from "axe-core";
import { expect } from "expect";
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import type { Page } from "puppeteer-core";
import { GalleryFrame } from "@/gallery/GalleryFrame.tsx";
import { LiveView } from "@/gallery/live/LiveView.tsx";
import { GALLERY } from "@/gallery/mod.ts";
import type { GalleryState } from "@/gallery/state.ts";
import { aServer } from "@/tests/_support/a_server.ts";
import { launchBrowser } from "@/tests/_support/browser.ts";
import { openState, withoutScreensOnPhones } from "@/tests/_support/gallery.ts";

const PHONE = { width: 390, height: 844, isMobile: true, hasTouch: true };
const RULES = [
  "wcag2a",
  "wcag2aa",
  "wcag21a",
  "wcag21aa",
  "wcag22aa",
  "best-practice",
];

/** Axe's rules about colours: a theme changes nothing else. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/** Every state that looks unlike the others: what is left out differs from one of these in words. */
const UNLIKE = Object.keys(GALLERY).filter((name) =>
  !/^(?:waiting|devices|call|recording|stills|look|light|consultation\/summary)/
    .test(name)
).concat([
  "waiting/client/waiting",
  "waiting/client/ready",
  "waiting/client/moved",
  "waiting/client/elsewhere",
  "waiting/client/ended",
  "waiting/artist/client-here",
  "waiting/artist/ready",
  "waiting/artist/start-failed",
  "devices/denied-ios-safari",
  "devices/skipped",
  "devices/both-off",
  "devices/microphone-silent",
  "devices/choose-and-test",
  "call/client-connected",
  "call/client-reconnecting",
  "call/client-failed",
  "call/client-muted-and-off",
  "call/client-other-muted-camera-off",
  "call/client-other-shares-screen",
  "call/client-assistant-gallery",
  "call/client-more",
  "call/client-end-failed",
  "call/artist-connected",
  "call/artist-other-shares-screen",
  "call/artist-end",
  "stills/client-asked",
  "stills/client-sheet-face",
  "stills/client-preview",
  "stills/client-waiting-add",
  "stills/artist-sent",
  "stills/kept/client",
  "look/client-open",
  "look/artist-writes",
  "look/desk-written",
  "look/page",
  "light/finding-tooDark",
  "light/paper-looking",
  "recording/client-asked",
  "recording/client-on",
  "recording/artist-off",
  "recording/artist/saved-ready",
]);

/** A state as the server renders it. */
function documentOf(state: GalleryState): string {
  const { content } = state;
  const children = content.is === "island"
    ? h(LiveView, { name: content.name })
    : content.children;
  return renderToString(h(GalleryFrame, { state, children }));
}

Deno.test("no surface has an inline style, which the content policy would drop", () => {
  for (const [name, state] of Object.entries(GALLERY)) {
    expect([name, documentOf(state).match(/\sstyle=|<style/)])
      .toEqual([name, null]);
  }
});

Deno.test("every surface in a real browser", async (t) => {
  const server = await aServer();
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await withoutScreensOnPhones(page);
    const blocked: string[] = [];
    const open = (name: string) =>
      openState(page, {
        baseUrl: server.baseUrl,
        name,
        onError: (error) => blocked.push(`${name}: ${error}`),
      });

    const inTheme = (value: string) =>
      page.emulateMediaFeatures([
        { name: "prefers-color-scheme", value },
        { name: "prefers-reduced-motion", value: "reduce" },
      ]);
    const onPhone = await seenOnPhones(page, { open, inTheme });
    for (const theme of ["light", "dark"] as const) {
      await t.step(
        `has no accessibility violation, contrast included, in the ${theme} theme`,
        () => {
          expect(onPhone[theme].size).toBe(UNLIKE.length);
          for (const [name, violations] of onPhone[theme]) {
            expect({ name, violations }).toEqual({ name, violations: [] });
          }
        },
      );
    }
    await t.step(
      "has no accessibility violation on a client's small phone, on one on its side, or with text of 200 %",
      () => {
        expect(onPhone.small.size).toBeGreaterThan(60);
        for (const [name, violations] of onPhone.small) {
          expect({ name, violations }).toEqual({ name, violations: [] });
        }
      },
    );
    await t.step(
      "has no accessibility violation on a desktop either",
      async () => {
        await page.setViewport({ width: 1440, height: 900 });
        for (
          const name of UNLIKE.filter((name) =>
            /call|artist|offer|messages|day|consultation/.test(name)
          )
        ) {
          await open(name);
          expect({ name, violations: await violations(page, RULES) }).toEqual({
            name,
            violations: [],
          });
        }
        await page.setViewport(PHONE);
      },
    );
    await t.step(
      "moves nothing under prefers-reduced-motion",
      async () => {
        for (
          const name of [
            "waiting/client/waiting",
            "call/client-reconnecting",
            "parts/buttons",
          ]
        ) {
          await open(name);
          expect(await page.evaluate(() => document.getAnimations().length))
            .toBe(0);
        }
        await page.emulateMediaFeatures([{
          name: "prefers-reduced-motion",
          value: "no-preference",
        }]);
        await open("waiting/client/waiting");
        expect(await page.evaluate(() => document.getAnimations().length)).toBe(
          1,
        );
      },
    );
    await t.step(
      "keeps the whole call on the screen, in portrait and landscape",
      async () => {
        for (
          const [width, height] of [[320, 568], [390, 664], [844, 390], [
            1024,
            700,
          ]] as const
        ) {
          await page.setViewport({ ...PHONE, width, height });
          await open("call/artist-connected");
          expect({ width, hidden: await outside(page, ".call-button") })
            .toEqual({ width, hidden: 0 });
        }
      },
    );
    await t.step(
      "requests nothing that the policy forbids and nothing that is missing",
      () => {
        expect(blocked).toEqual([]);
      },
    );
  } finally {
    await browser.close();
    await server[Symbol.asyncDispose]();
  }
});

interface SeenOnPhones {
  /** By state: what axe found. */
  readonly light: Map<string, string[]>;
  readonly dark: Map<string, string[]>;
  /** By state and size, for clients. */
  readonly small: Map<string, string[]>;
}

const CLIENTS = /client|^devices|^light|^look\/page|^booking/;
const SMALL = [
  { width: 320, height: 568, text: 100 },
  { width: 844, height: 390, text: 100 },
  { width: 390, height: 844, text: 200 },
] as const;

/** Opens each state once: a theme changes no markup. */
async function seenOnPhones(page: Page, { open, inTheme }: {
  readonly open: (name: string) => Promise<void>;
  readonly inTheme: (theme: string) => Promise<void>;
}): Promise<SeenOnPhones> {
  const seen = { light: new Map(), dark: new Map(), small: new Map() };
  await page.setViewport(PHONE);
  for (const name of UNLIKE) {
    await inTheme("light");
    await open(name);
    seen.light.set(name, await violations(page, RULES));
    if (CLIENTS.test(name)) {
      for (const { width, height, text } of SMALL) {
        await page.setViewport({ ...PHONE, width, height });
        await withText(page, text);
        seen.small.set(
          `${name} ${width}×${height} ${text} %`,
          await violations(page, RULES),
        );
      }
      await page.setViewport(PHONE);
      await withText(page, 100);
    }
    await inTheme("dark");
    seen.dark.set(name, await violations(page, COLOUR_RULES));
  }
  return seen;
}

function withText(page: Page, percent: number): Promise<void> {
  return page.evaluate((percent) => {
    document.documentElement.style.fontSize = `${percent}%`;
  }, percent);
}

/** Axe's findings by these tags or rules, one line each: rule and element. */
async function violations(
  page: Page,
  runOnly: string[],
): Promise<string[]> {
  if (!await page.evaluate(() => "axe" in globalThis)) {
    await page.evaluate(axe.source);
  }
  return await page.evaluate(async (runOnly) => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const found = await axe.run(document, {
      runOnly,
      resultTypes: ["violations"],
      // Our stylesheets are in the page: nothing has to be fetched again.
      preload: false,
    });
    return found.violations.flatMap((v) =>
      v.nodes.map((n) =>
        `${v.id}: ${n.target.join(" ")} ${n.failureSummary ?? ""}`
      )
    );
  }, runOnly);
}

/** How many of the elements extend outside the viewport. */
function outside(page: Page, selector: string): Promise<number> {
  return page.evaluate((s) =>
    [...document.querySelectorAll(s)].filter((e) => {
      const b = e.getBoundingClientRect();
      return b.top < 0 || b.left < 0 || b.bottom > innerHeight ||
        b.right > innerWidth;
    }).length, selector);
}
