/**
 * Takes a picture of every surface at the phone's and the desktop's size, light and dark, for people to look at.
 *
 *   deno run -A scripts/gallery.tsx [--out=DIR] [--only=PART,PART] [--size=phone|landscape|desktop] [--theme=light|dark]
 *
 * Says on standard error what a picture does not show: blocked styles, pages wider than a 320 px screen.
 */
import puppeteer, { type Browser } from "puppeteer-core";
import { serveGallery, SURFACES } from "./gallery/serve.tsx";
import type { Surface } from "./gallery/surface.ts";

const SIZES = {
  phone: {
    width: 390,
    height: 844,
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
  },
  landscape: {
    width: 844,
    height: 390,
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
  },
  desktop: { width: 1440, height: 900, deviceScaleFactor: 1 },
};
const THEMES = ["light", "dark"] as const;

async function picture(
  browser: Browser,
  origin: string,
  surface: Surface,
  out: string,
): Promise<void> {
  const page = await browser.newPage();
  page.on(
    "console",
    (m) =>
      m.type() === "error" && console.error(`${surface.name}: ${m.text()}`),
  );
  for (const size of Object.keys(SIZES) as (keyof typeof SIZES)[]) {
    if (!chosen("size", size)) continue;
    if (size === "landscape" && !surface.screen) continue;
    await page.setViewport(SIZES[size]);
    for (const theme of THEMES) {
      if (!chosen("theme", theme)) continue;
      await page.emulateMediaFeatures([
        { name: "prefers-color-scheme", value: theme },
        { name: "prefers-reduced-motion", value: "reduce" },
      ]);
      await page.goto(`${origin}/${surface.name}`);
      await page.evaluate(() => document.fonts.ready.then(() => {}));
      await page.evaluate(() => document.querySelector("dialog")?.showModal());
      await page.screenshot({
        path: `${out}/${surface.name}.${size}.${theme}.png`,
        fullPage: !surface.screen,
      });
    }
  }
  await page.setViewport({
    width: 320,
    height: 640,
    isMobile: true,
    hasTouch: true,
  });
  await page.goto(`${origin}/${surface.name}`);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  if (width > 320) {
    console.error(`${surface.name}: ${width} px wide on a 320 px screen`);
  }
  await page.close();
}

function argument(name: string): string | undefined {
  return Deno.args.find((a) => a.startsWith(`--${name}=`))?.slice(
    name.length + 3,
  );
}
function chosen(name: string, value: string): boolean {
  const wanted = argument(name);
  return wanted === undefined ||
    wanted.split(",").some((w) => value.includes(w));
}

if (import.meta.main) {
  const out = argument("out") ?? await Deno.makeTempDir({ prefix: "gallery_" });
  await Deno.mkdir(out, { recursive: true });
  const server = serveGallery();
  const browser = await puppeteer.launch({
    executablePath: "/usr/bin/chromium",
    args: [
      "--headless=new",
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--hide-scrollbars",
    ],
  });
  try {
    for (const surface of SURFACES) {
      if (chosen("only", surface.name)) {
        await picture(browser, server.origin, surface, out);
      }
    }
  } finally {
    await browser.close();
    await server.close();
  }
  console.log(out);
}
