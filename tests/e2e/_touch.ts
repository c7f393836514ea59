/**
 * What a finger does in a call on a phone. `tap` presses with a mouse, which
 * keeps the controls on the screen until the end, as a screen reader's press
 * does: a test of when they hide must use a finger alone.
 */
import { expect } from "expect";
import type { Page } from "puppeteer-core";
import { FADE, HIDE_AFTER } from "@/lib/client/call/stage/idle_controls.ts";
import { SECOND } from "@/lib/domain/basic/instant.ts";
import { until } from "@/tests/_support/patience.ts";
import { pressAtRest, testId } from "./_journey.ts";

/** Touches a control once it is enabled and rests. */
export async function touch(page: Page, id: string): Promise<void> {
  await pressAtRest(
    page,
    `${testId(id)}:not([disabled])`,
    (found) => found.tap(),
  );
}

/** How much of the controls a person sees: "1", or "0" when they are hidden. */
export function opacity(page: Page): Promise<string> {
  return page.$eval(".stage__controls", (one) => getComputedStyle(one).opacity);
}

/** Touches a point; returns how much of the controls was seen when the finger came. */
export async function touchAt(
  page: Page,
  { x, y }: { readonly x: number; readonly y: number },
): Promise<string> {
  const seen = await page.evaluateHandle(() => ({
    when: new Promise<string>((done) =>
      // Before any listener of the page itself.
      globalThis.addEventListener("pointerdown", () => {
        const controls = document.querySelector(".stage__controls")!;
        done(getComputedStyle(controls).opacity);
      }, { capture: true, once: true })
    ),
  }));
  await page.touchscreen.tap(x, y);
  return await seen.evaluate(({ when }) => when);
}

export async function controlsHide(page: Page): Promise<void> {
  await until("hidden controls", async () => await opacity(page) === "0");
}

/** Touches the video, away from every control, until the controls are seen. */
async function showControls(page: Page): Promise<void> {
  const { width, height } = page.viewport()!;
  await page.touchscreen.tap(width / 2, height * 0.4);
  await until("shown controls", async () => await opacity(page) === "1");
}

/** Brings the controls back and touches one, again if on a busy machine they were gone before the finger was there. */
export async function touchToOpen(
  page: Page,
  { id, opens }: { readonly id: string; readonly opens: string },
): Promise<void> {
  const isOpen = async () => await page.$(opens) !== null;
  await until(`${id} to open ${opens}`, async () => {
    if (await isOpen()) return true;
    await showControls(page);
    await touch(page, id);
    return await isOpen();
  }, { everyMs: 500 });
}

/** The controls are seen all the time, for longer than without a reason. */
export async function controlsStay(page: Page): Promise<void> {
  await until("shown controls", async () => await opacity(page) === "1");
  const from = performance.now();
  await until("the time after which they would hide", async () => {
    expect(await opacity(page)).toBe("1");
    return performance.now() - from > HIDE_AFTER + FADE + SECOND;
  }, { everyMs: 200 });
}
