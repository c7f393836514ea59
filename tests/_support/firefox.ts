import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { PATIENCE, patient, until } from "./patience.ts";

/** The path of Firefox (`FIREFOX_PATH`, `PATH`, the usual places), or null. */
export async function findFirefox(): Promise<string | null> {
  const chosen = Deno.env.get("FIREFOX_PATH");
  const folders = (Deno.env.get("PATH") ?? "").split(
    Deno.build.os === "windows" ? ";" : ":",
  );
  const candidates = chosen ? [chosen] : [
    ...folders.filter(Boolean).flatMap((
      folder,
    ) => [`${folder}/firefox-esr`, `${folder}/firefox`]),
    "/Applications/Firefox.app/Contents/MacOS/firefox",
    "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
  ];
  for (const path of candidates) {
    try {
      if ((await Deno.stat(path)).isFile) return path;
    } catch {
      // Not installed here.
    }
  }
  return null;
}

/** Starts of a Firefox that answers nothing. */
const STARTS = 3;

/**
 * A headless Firefox over WebDriver BiDi, with a fake camera and microphone and
 * no prompts. On a busy machine it sometimes starts and then answers nothing:
 * such a one is started anew.
 */
export async function launchFirefox(executablePath: string): Promise<Browser> {
  for (let i = 1; i < STARTS; i++) {
    const firefox = await launchOnce(executablePath);
    if (await answers(firefox)) return firefox;
    firefox.process()?.kill("SIGKILL");
    console.error("Firefox answers nothing, and is started anew");
  }
  return await launchOnce(executablePath);
}

/** Whether a new page runs a script. */
async function answers(firefox: Browser): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => {
    // Only a limit: a Firefox that hangs settles nothing.
    timer = setTimeout(() => resolve(false), PATIENCE / 2);
  });
  const asked = (async () => {
    const page = await firefox.newPage();
    const sum = await page.evaluate(() => 1 + 1);
    await page.close();
    return sum === 2;
  })().catch(() => false);
  const answer = await Promise.race([asked, late]);
  clearTimeout(timer);
  return answer;
}

async function launchOnce(executablePath: string): Promise<Browser> {
  return patient(
    await puppeteer.launch({
      browser: "firefox",
      executablePath,
      headless: true,
      timeout: PATIENCE,
      protocolTimeout: 2 * PATIENCE,
      extraPrefsFirefox: {
        "media.navigator.streams.fake": true,
        "media.navigator.permission.disabled": true,
        "media.autoplay.default": 0,
        "media.autoplay.blocking_policy": 0,
        // Without any network, only loopback has addresses.
        "media.peerconnection.ice.loopback": true,
        // Two pages talk to each other, but only one can be in the foreground.
        "dom.min_background_timeout_value": 4,
        "dom.timeout.enable_budget_timer_throttling": false,
        // H.264 needs a download that a test machine does not have.
        "media.gmp-manager.updateEnabled": false,
      },
    }),
    prepare,
  );
}

function prepare(page: Page) {
  waitsByEvaluating(page);
  const setViewport = page.setViewport.bind(page);
  page.setViewport = async (viewport) => {
    try {
      await setViewport(viewport);
    } catch (error) {
      // The ESR of 2025 has no such command; the size itself is set.
      if (!/setScreenOrientationOverride/.test(String(error))) throw error;
    }
  };
}

/**
 * Puppeteer's own `waitForFunction` builds a function from text in the page,
 * which our Content-Security-Policy forbids in Firefox. This one evaluates.
 */
function waitsByEvaluating(page: Page) {
  const frame = page.mainFrame();
  frame.waitForFunction = (async (
    condition: (...args: unknown[]) => unknown,
    { timeout = PATIENCE } = {},
    ...args: unknown[]
  ) =>
    await until("the page's condition", async () => {
      const handle = await frame.evaluateHandle(condition, ...args);
      return await handle.evaluate((value) => Boolean(value)) ? handle : null;
    }, { everyMs: 100, withinMs: timeout })) as typeof frame.waitForFunction;
}
