/**
 * Every control of every surface can be reached with large text and on narrow
 * pages (WCAG 1.4.4, 1.4.10): nothing scrolls sideways, and a press on the
 * middle of a control arrives at it. No surface requests what the policy forbids.
 */
import { expect } from "expect";
import { GALLERY } from "@/gallery/mod.ts";
import { aServer } from "@/tests/_support/a_server.ts";
import { launchBrowser } from "@/tests/_support/browser.ts";
import {
  actionOutside,
  noticeOutside,
  PAGE_SIZES,
  smallTargets,
  unreachable,
} from "@/tests/_support/reach.ts";
import { openState, withoutScreensOnPhones } from "@/tests/_support/gallery.ts";

/** The client's page while they wait: its one action is seen without scrolling. */
const WAITS = /^(?:waiting\/client|devices)\//;

const CALLS = /^call\/client/;
/** For clients the smallest phone with large text counts too. */
const SMALL_WITH_LARGE_TEXT = { width: 320, height: 568, text: 200 };

Deno.test("every control can be reached, at every size and with text of 200 %, and is 44 px high and wide on a phone, and a waiting client sees what to press", async () => {
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
        onError: (error) => found.push(`${name}: ${error}`),
      });
      const isCall = CALLS.test(name);
      const sizes = isCall || WAITS.test(name)
        ? [...PAGE_SIZES, SMALL_WITH_LARGE_TEXT]
        : PAGE_SIZES;
      for (const { width, height, text } of sizes) {
        await page.setViewport({ width, height });
        if (width === 320 && text === 100) {
          for (const one of await smallTargets(page)) {
            found.push(`${name} has a small target: ${one}`);
          }
        }
        for (
          const one of [
            ...WAITS.test(name) && width >= 320
              ? await actionOutside(page, text)
              : [],
            ...isCall ? await noticeOutside(page, text) : [],
            ...await unreachable(page, text),
          ]
        ) {
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
