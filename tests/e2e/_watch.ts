/** Records a page's messages, requests and display, so a test cannot miss a short-lived one. */
import type { Page } from "puppeteer-core";
import { expect } from "expect";
import { tap, testId } from "./_journey.ts";

declare global {
  /** Every sentence that the call's banner showed, in order. */
  var banners: string[];
  /** The kinds that each call of getUserMedia requested. */
  var asked: { audio: boolean; video: boolean }[];
  /** Every track that resulted, in order. */
  var captured: MediaStreamTrack[];
}

/** Runs in the page before its own scripts. */
export function watchPage() {
  globalThis.banners = [];
  globalThis.asked = [];
  globalThis.captured = [];
  const look = () => {
    const banner = document.querySelector('[data-testid="call-banner"] p');
    const words = banner?.textContent ?? "";
    if (words !== "" && words !== globalThis.banners.at(-1)) {
      globalThis.banners.push(words);
    }
  };
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
  });
  const devices = navigator.mediaDevices;
  const ask = devices?.getUserMedia.bind(devices);
  if (ask) {
    devices.getUserMedia = async (constraints) => {
      globalThis.asked.push({
        audio: Boolean(constraints?.audio),
        video: Boolean(constraints?.video),
      });
      const stream = await ask(constraints);
      globalThis.captured.push(...stream.getTracks());
      return stream;
    };
  }
}

/** Discards everything recorded so far. */
export async function forget(...pages: Page[]) {
  for (const page of pages) {
    await page.evaluate(() => {
      globalThis.banners = [];
      globalThis.asked = [];
    });
  }
}

/** Waits until the banner says these words, or has said them since `forget`. */
export async function said(page: Page, words: string | RegExp) {
  const pattern = words instanceof RegExp ? words.source : `^${words}`;
  try {
    await page.waitForFunction(
      (pattern) => globalThis.banners.some((b) => new RegExp(pattern).test(b)),
      { polling: 100 },
      pattern,
    );
  } catch (cause) {
    const banners = await page.evaluate(() => globalThis.banners);
    throw new Error(`never said ${words}, but ${JSON.stringify(banners)}`, {
      cause,
    });
  }
}

/** Like `sees`, but also works on a background page, which draws no frames. */
export async function reads(page: Page, words: string) {
  await page.waitForFunction(
    (wanted) => document.body.innerText.includes(wanted),
    { polling: 100 },
    words,
  );
}

/** Waits until nothing covers the call any more. */
export async function silent(page: Page) {
  await page.waitForFunction(
    (selector) => document.querySelector(selector) === null,
    { polling: 100 },
    testId("call-banner"),
  );
}

/** Both see the other's microphone change: the signalling works, not only the media. */
export async function expectSignalling(a: Page, b: Page) {
  for (const [from, to] of [[a, b], [b, a]] as const) {
    await tap(from, "mute");
    await to.waitForSelector(testId("remote-muted"));
    await tap(from, "mute");
    await to.waitForSelector(testId("remote-muted"), { hidden: true });
  }
}

/** Waits until the shared screen has arrived: its first picture moves what is below it. */
export async function screenShown(page: Page) {
  await page.waitForFunction(
    (selector) => {
      const video = document.querySelector<HTMLVideoElement>(selector);
      return (video?.videoWidth ?? 0) > 0 && video!.currentTime > 0;
    },
    { polling: 100 },
    `.stage__screen ${testId("remote-screen")}`,
  );
}

/** Frames of the other person's video shown here. */
export async function frames(page: Page): Promise<number> {
  return await page.$eval(
    testId("remote-video"),
    (video) =>
      (video as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames,
  );
}

/** New frames arrive; an advancing clock of the element is not enough. */
export async function expectFrames(page: Page) {
  try {
    await page.waitForFunction(
      (selector) => {
        const video = document.querySelector<HTMLVideoElement>(selector);
        return (video?.videoWidth ?? 0) > 0;
      },
      { polling: 100 },
      testId("remote-video"),
    );
  } catch (cause) {
    const instead = await page.evaluate(() => document.body.innerText);
    throw new Error(`no picture, but ${JSON.stringify(instead)}`, { cause });
  }
  const before = await frames(page);
  await page.waitForFunction(
    (selector, before) => {
      const video = document.querySelector<HTMLVideoElement>(selector);
      return (video?.getVideoPlaybackQuality().totalVideoFrames ?? 0) >
        before + 5;
    },
    { polling: 100 },
    testId("remote-video"),
    before,
  );
}

/**
 * Like `expectFrames`, but from the connection's statistics: Firefox does not
 * count a stream's frames at the element.
 */
export async function expectDecoding(page: Page) {
  const before = await page.evaluate(() => decodedFrames());
  await page.waitForFunction(
    (then) => decodedFrames().then((now) => now > then + 5),
    { polling: 100 },
    before,
  );
}

/** More audio packets than a moment ago, in the page's own statistics. */
export async function expectSound(page: Page) {
  const before = await page.evaluate(() => audioPackets());
  await page.waitForFunction(
    (then) => audioPackets().then((now) => now > then + 10),
    { polling: 100 },
    before,
  );
}

/** The page has captured both kinds, and let go of all of them. */
export async function released(page: Page) {
  await page.waitForFunction(
    () =>
      new Set(globalThis.captured.map(({ kind }) => kind)).size === 2 &&
      globalThis.captured.every(({ readyState }) => readyState === "ended"),
    { polling: 100 },
  );
}

/** The tab is still the same page load: nothing was reloaded. */
export async function markLoad(page: Page) {
  await page.evaluate(() => {
    (globalThis as { sameLoad?: boolean }).sameLoad = true;
  });
}

export async function expectSameLoad(page: Page) {
  expect(
    await page.evaluate(() => (globalThis as { sameLoad?: boolean }).sameLoad),
  ).toBe(true);
}

/** Frames that the page's socket receives from now on. */
export async function framesTo(page: Page): Promise<string[]> {
  const frames: string[] = [];
  const session = await page.createCDPSession();
  await session.send("Network.enable");
  session.on(
    "Network.webSocketFrameReceived",
    ({ response }) => void frames.push(response.payloadData),
  );
  return frames;
}

/** Puts the page into the background, or back in front. */
export async function show(page: Page, state: DocumentVisibilityState) {
  await page.evaluate((state) => {
    Object.defineProperty(document, "visibilityState", {
      value: state,
      configurable: true,
    });
    document.dispatchEvent(new Event("visibilitychange"));
  }, state);
}
