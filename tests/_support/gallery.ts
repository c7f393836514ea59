/** Opens the pages of `/dev/gallery` in a browser. */
import type { ConsoleMessage, Dialog, Page } from "puppeteer-core";

export interface StateOptions {
  readonly baseUrl: string;
  readonly name: string;
  /** Called with each error of the page, and with what its policy blocked. */
  readonly onError: (error: string) => void;
}

/** Phones' browsers cannot share a screen, but an emulated one offers it: it is told apart by its touch. */
export async function withoutScreensOnPhones(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(() => {
    if (navigator.maxTouchPoints > 0) {
      Reflect.deleteProperty(MediaDevices.prototype, "getDisplayMedia");
    }
  });
}

/** Opens a state and waits until it shows what it is made of: its island, its dialogs, its videos, its fonts. */
export async function openState(
  page: Page,
  { baseUrl, name, onError }: StateOptions,
): Promise<void> {
  const onConsole = (message: ConsoleMessage) => {
    if (message.type() === "error") onError(message.text());
  };
  const onPageError = (error: unknown) => onError(String(error));
  // The state before may have something unsaved, and asks before it is left.
  const onDialog = (dialog: Dialog) => void dialog.accept();
  page.on("dialog", onDialog);
  page.on("console", onConsole);
  page.on("pageerror", onPageError);
  try {
    await page.goto(`${baseUrl}/dev/gallery/${name}`);
    await page.waitForFunction(() => {
      const starting = document.querySelector('[data-gallery="starting"]');
      const videos = [...document.querySelectorAll("video")]
        .filter((video) => video.srcObject !== null);
      return starting === null &&
        videos.every((video) => video.readyState >= 2);
    });
    await page.evaluate(() => document.fonts.ready.then(() => {}));
  } catch (error) {
    throw new Error(`${name} did not come to its state`, { cause: error });
  } finally {
    page.off("dialog", onDialog);
    page.off("console", onConsole);
    page.off("pageerror", onPageError);
  }
}

/** How wide a state is on a screen of 320 px. */
export async function widthAt320(
  page: Page,
  options: StateOptions,
): Promise<number> {
  await page.setViewport({
    width: 320,
    height: 640,
    isMobile: true,
    hasTouch: true,
  });
  await openState(page, options);
  return await page.evaluate(() => document.documentElement.scrollWidth);
}
