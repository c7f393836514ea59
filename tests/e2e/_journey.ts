/** The steps of the main journey as people take them, using only what they see and press. */
import { expect } from "expect";
import type {
  Browser,
  BrowserContext,
  ElementHandle,
  Page,
} from "puppeteer-core";
import { until } from "@/tests/_support/patience.ts";

export const PHONE = {
  width: 390,
  height: 844,
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
} as const;
export const DESKTOP = {
  width: 1440,
  height: 900,
  deviceScaleFactor: 1,
} as const;

export const testId = (id: string) => `[data-testid="${id}"]`;

declare global {
  /** How often this page requested a camera or microphone. */
  function cameraCalls(): number;
  /** Audio packets received by all connections of this page. */
  function audioPackets(): Promise<number>;
  /** Video frames decoded by all connections of this page. */
  function decodedFrames(): Promise<number>;
  /** Bytes of video received and sent, by stream. */
  function videoBytes(): Promise<
    Record<"received" | "sent", Record<string, number>>
  >;
}

/** Runs in the page before its own scripts; only counts, changes nothing. */
export function watchMedia() {
  let calls = 0;
  const connections: RTCPeerConnection[] = [];
  const ask = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices);
  if (ask) {
    navigator.mediaDevices.getUserMedia = (constraints) => {
      calls++;
      return ask(constraints);
    };
  }
  // The class itself is not replaced: the SDK inspects it.
  const describe = RTCPeerConnection.prototype.setLocalDescription as (
    this: RTCPeerConnection,
    description?: RTCLocalSessionDescriptionInit,
  ) => Promise<void>;
  RTCPeerConnection.prototype.setLocalDescription = function (
    this: RTCPeerConnection,
    description?: RTCLocalSessionDescriptionInit,
  ) {
    if (!connections.includes(this)) connections.push(this);
    return describe.call(this, description);
  } as RTCPeerConnection["setLocalDescription"];
  globalThis.cameraCalls = () => calls;
  /**
   * Firefox refuses the statistics of a closed connection, and never settles
   * those of one that is closed meanwhile.
   */
  const statsOf = (connection: RTCPeerConnection) =>
    new Promise<RTCStatsReport | null>((done) => {
      const look = setInterval(() => {
        if (connection.signalingState === "closed") finish(null);
      }, 100);
      const finish = (report: RTCStatsReport | null) => {
        clearInterval(look);
        done(report);
      };
      if (connection.signalingState === "closed") return finish(null);
      connection.getStats().then(finish, () => finish(null));
    });
  const received = async (kind: string, field: string) => {
    let sum = 0;
    for (const connection of connections) {
      for (const report of (await statsOf(connection))?.values() ?? []) {
        if (report.type === "inbound-rtp" && report.kind === kind) {
          sum += report[field] ?? 0;
        }
      }
    }
    return sum;
  };
  globalThis.videoBytes = async () => {
    const bytes = { received: {}, sent: {} } as Record<
      "received" | "sent",
      Record<string, number>
    >;
    for (const [at, connection] of connections.entries()) {
      for (const report of (await statsOf(connection))?.values() ?? []) {
        const { kind, type, ssrc } = report;
        if (kind !== "video") continue;
        if (type === "inbound-rtp") {
          bytes.received[`${at}-${ssrc}`] = report.bytesReceived;
        }
        if (type === "outbound-rtp") {
          bytes.sent[`${at}-${ssrc}`] = report.bytesSent;
        }
      }
    }
    return bytes;
  };
  globalThis.audioPackets = () => received("audio", "packetsReceived");
  globalThis.decodedFrames = () => received("video", "framesDecoded");
}

export interface Person {
  readonly context: BrowserContext;
  readonly page: Page;
  /** The page's console errors and failed requests. */
  readonly complaints: string[];
}

export async function aPerson(
  browser: Browser,
  viewport: typeof PHONE | typeof DESKTOP,
  origin: string,
): Promise<Person> {
  const context = await browser.createBrowserContext();
  await context.overridePermissions(origin, ["camera", "microphone"]);
  const page = await context.newPage();
  await page.setViewport(viewport);
  await page.evaluateOnNewDocument(watchMedia);
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  return { context, page, complaints };
}

/** Presses the button or follows the link with this text. */
export async function press(page: Page, words: string): Promise<void> {
  await pressAtRest(
    page,
    `::-p-xpath(//*[self::button or self::a or self::label][not(@disabled)][contains(normalize-space(.), "${words}")])`,
  );
}

/** Presses a control once it is enabled: until its island has started, a click on it is lost. */
export async function tap(page: Page, id: string) {
  await pressAtRest(page, `${testId(id)}:not([disabled])`);
}

/**
 * Presses what is visible and no longer moves: a picture that appears moves
 * what is below it, and a click on its former place would miss. A page may
 * render it anew before the click; then the new one is pressed. (Puppeteer's
 * locators do the same, but not without scripts, nor in Firefox under our
 * policy.)
 */
export async function pressAtRest(
  page: Page,
  selector: string,
  press: (found: ElementHandle) => Promise<void> = (found) => found.click(),
): Promise<void> {
  let last = "";
  await until(`something to press at ${selector}`, async () => {
    const found = await page.$(selector);
    if (!await found?.isVisible()) return false;
    const box = JSON.stringify(await found!.boundingBox());
    const rests = box === last;
    last = box;
    if (rests) await press(found!);
    return rests;
  }, { everyMs: 40 });
}

/** Waits until the text appears on the page. */
export async function sees(page: Page, words: string) {
  await page.waitForFunction(
    (wanted) => document.body.innerText.includes(wanted),
    {},
    words,
  );
}

export interface Booked {
  readonly name: string;
  readonly email: string;
}

/** Selects a service with one artist and the first free time, and fills in the details. */
export async function book(
  page: Page,
  baseUrl: string,
  client: Booked,
  look: (name: string) => Promise<void> = async () => {},
) {
  await page.goto(`${baseUrl}/book`);
  await look("book/1-service");
  await follow(page, "Bridal trial");
  await look("book/3-time");
  // The slot's own radio button is hidden behind its label.
  await page.$eval('label.slot input[name="at"]', (radio) => radio.click());
  await Promise.all([
    page.waitForNavigation(),
    press(page, "Continue"),
  ]);
  await page.type('[name="name"]', client.name);
  await page.type('[name="email"]', client.email);
  await page.type('[name="note"]', "My sister's wedding; dry skin.");
  await look("book/4-details");
  await Promise.all([
    page.waitForNavigation(),
    press(page, "Request this time"),
  ]);
  await sees(page, "on its way");
  await look("book/5-sent");
}

async function follow(page: Page, words: string) {
  await Promise.all([page.waitForNavigation(), press(page, words)]);
}

export interface MailSeen {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** The newest mail to this address whose text contains these words. */
export async function mailTo(
  baseUrl: string,
  to: string,
  words: string,
): Promise<MailSeen> {
  return await until(`a mail to ${to} with "${words}"`, async () => {
    const response = await fetch(`${baseUrl}/dev/mailbox?format=json`);
    const { mails } = await response.json() as { mails: MailSeen[] };
    return mails.find((mail) => mail.to === to && mail.text.includes(words));
  }, { everyMs: 100 });
}

/** Signs in with the code from the mail. */
export async function signIn(
  page: Page,
  baseUrl: string,
  email: string,
  look: (name: string) => Promise<void> = async () => {},
) {
  await page.goto(`${baseUrl}/sign-in`);
  await look("sign-in/1-email");
  await page.type('[name="email"]', email);
  await Promise.all([
    page.waitForNavigation(),
    press(page, "Send me an email"),
  ]);
  await look("sign-in/2-code");
  const mail = await mailTo(baseUrl, email, "/sign-in/link#");
  const code = /(\d{3}) ?(\d{3})/.exec(mail.text)!;
  await page.type('[name="code"]', `${code[1]}${code[2]}`);
  await Promise.all([page.waitForNavigation(), press(page, "Sign in")]);
}

/** Opens the link from the confirmation, as the client does. */
export function clientLink(mail: MailSeen): { url: string; id: string } {
  const url = /https?:\/\/\S+\/c\/([a-z2-7]{26})#\S+/.exec(mail.text);
  if (!url) throw new Error(`No link in:\n${mail.text}`);
  return { url: url[0], id: url[1]! };
}

export interface VideoSeen {
  readonly width: number;
  readonly height: number;
  readonly currentTime: number;
}

export async function remoteVideo(page: Page): Promise<VideoSeen> {
  return await page.$eval(
    testId("remote-video"),
    (element) => {
      const video = element instanceof HTMLVideoElement
        ? element
        : element.querySelector("video")!;
      return {
        width: video.videoWidth,
        height: video.videoHeight,
        currentTime: video.currentTime,
      };
    },
  );
}

/** The other person's video has a size and is playing. */
export async function expectMovingVideo(page: Page) {
  await page.waitForFunction(
    (selector) => {
      const element = document.querySelector(selector);
      const video = element instanceof HTMLVideoElement
        ? element
        : element?.querySelector("video");
      return (video?.videoWidth ?? 0) > 0 && video!.currentTime > 0;
    },
    {},
    testId("remote-video"),
  );
  const before = await remoteVideo(page);
  await page.waitForFunction(
    (selector, then) => {
      const element = document.querySelector(selector);
      const video = element instanceof HTMLVideoElement
        ? element
        : element?.querySelector("video");
      return (video?.currentTime ?? 0) > then + 0.3;
    },
    {},
    testId("remote-video"),
    before.currentTime,
  );
  expect(before.width).toBeGreaterThan(0);
  expect(before.height).toBeGreaterThan(0);
}
