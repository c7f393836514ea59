/** Barriers for people who do not see a page, or see it small or in dark mode. */
import axe from "axe-core";
import type { Page } from "puppeteer-core";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** With what axe recommends beyond the standard. */
export const STRICT = [...RULES, "best-practice"];
const SIZES = [{ width: 1440, height: 900 }, { width: 390, height: 844 }];

/** Axe's findings at both sizes and in both colour schemes, and pages that are too wide. */
export async function inspect(name: string, page: Page): Promise<string[]> {
  const findings: string[] = [];
  const before = page.viewport();
  await page.bringToFront();
  for (const size of SIZES) {
    await page.setViewport(size);
    await scheme(page, "light");
    findings.push(...await violations(page, RULES));
    // Only colours differ.
    await scheme(page, "dark");
    findings.push(...await violations(page, ["color-contrast"]));
  }
  await page.setViewport({ width: 320, height: 640 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  if (width > 320) findings.push(`is ${width} px wide at 320`);
  await page.setViewport(before);
  await page.emulateMediaFeatures([]);
  return findings.map((finding) => `${name}: ${finding}`);
}

/** Without motion, so no page is checked in mid-animation. */
async function scheme(page: Page, value: "light" | "dark") {
  await page.emulateMediaFeatures([
    { name: "prefers-color-scheme", value },
    { name: "prefers-reduced-motion", value: "reduce" },
  ]);
}

/**
 * Axe's findings on the page as it is, by rules or their tags. Waits for
 * animations that end: a button that fades in has too little contrast meanwhile.
 */
export async function violations(
  page: Page,
  only: string[] = RULES,
): Promise<string[]> {
  if (!await page.evaluate(() => "axe" in globalThis)) {
    await page.evaluate(axe.source);
  }
  return await page.evaluate(async (only) => {
    const ending = document.getAnimations().filter((one) =>
      one.playState === "running" &&
      Number.isFinite(one.effect?.getComputedTiming().endTime)
    );
    await Promise.allSettled(ending.map((one) => one.finished));
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const found = await axe.run(document, {
      runOnly: only,
      resultTypes: ["violations"],
    });
    return found.violations.flatMap((one) =>
      one.nodes.map((node) =>
        `${one.id}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`
      )
    );
  }, only);
}
