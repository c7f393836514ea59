/**
 * `deno task gallery`: a screenshot of every state in the gallery, at the size of
 * a phone and of a desktop, light and dark, for people to look at. States that
 * fill the screen are taken in landscape too.
 *
 *   deno task gallery [--out=DIR] [--only=PART,PART] [--size=phone|landscape|desktop] [--theme=light|dark] [--url=ORIGIN]
 *
 * Without `--url` it serves the build on a store of its own. It reports on
 * standard error what a screenshot does not show: errors of a page, whatever the
 * content security policy blocked, and pages wider than a 320 px screen.
 */
import type { Page } from "puppeteer-core";
import { GALLERY } from "@/gallery/mod.ts";
import { aServer } from "@/tests/_support/a_server.ts";
import { launchBrowser } from "@/tests/_support/browser.ts";
import {
  openState,
  widthAt320,
  withoutScreensOnPhones,
} from "@/tests/_support/gallery.ts";

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
const THEMES = ["light", "dark"];

const out = argument("out") ?? await Deno.makeTempDir({ prefix: "gallery_" });
const url = argument("url");
await using server = url === undefined ? await aServer() : null;
const baseUrl = url ?? server!.baseUrl;
const browser = await launchBrowser();
try {
  const page = await browser.newPage();
  await withoutScreensOnPhones(page);
  for (const name of Object.keys(GALLERY)) {
    if (isChosen("only", name)) await take(page, name);
  }
} finally {
  await browser.close();
}
console.log(out);

/** Takes every chosen screenshot of one state. */
async function take(page: Page, name: string): Promise<void> {
  const errors = new Set<string>();
  const note = (error: string) => void errors.add(`${name}: ${error}`);
  const { fillsScreen = false } = GALLERY[name]!;
  for (const [size, viewport] of Object.entries(SIZES)) {
    if (!isChosen("size", size)) continue;
    if (size === "landscape" && !fillsScreen) continue;
    await page.setViewport(viewport);
    for (const theme of THEMES.filter((one) => isChosen("theme", one))) {
      await page.emulateMediaFeatures([
        { name: "prefers-color-scheme", value: theme },
        { name: "prefers-reduced-motion", value: "reduce" },
      ]);
      await openState(page, { baseUrl, name, onError: note });
      const path = `${out}/${name}.${size}.${theme}.png`;
      await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), {
        recursive: true,
      });
      await page.screenshot({ path, fullPage: !fillsScreen });
    }
  }
  const width = await widthAt320(page, { baseUrl, name, onError: note });
  if (width > 320) note(`${width} px wide on a 320 px screen`);
  for (const error of errors) console.error(error);
}

function argument(name: string): string | undefined {
  const prefix = `--${name}=`;
  return Deno.args.find((one) => one.startsWith(prefix))?.slice(prefix.length);
}

function isChosen(name: string, value: string): boolean {
  const wanted = argument(name);
  return wanted === undefined ||
    wanted.split(",").some((part) => value.includes(part));
}
