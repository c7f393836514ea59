/** Stills, from the question to the summary, over a line that breaks once; the call goes on meanwhile. */
import { expect } from "expect";
import type { Page } from "puppeteer-core";
import { PHOTO_LIMITS } from "@/lib/domain/booking/photo.ts";
import { until } from "@/tests/_support/patience.ts";
import { violations } from "./_axe.ts";
import { asksBeforeLeaving, hold } from "./_hold.ts";
import { expectMovingVideo, press, sees, tap, testId } from "./_journey.ts";
import { type CallOnStage, processes, setStage, type Stage } from "./_stage.ts";
import { touch } from "./_touch.ts";
import { expectFrames, reads } from "./_watch.ts";

/** Bytes: more than what else the pages say meanwhile, and a small part of the picture. */
const CUT_AFTER = 200_000;

Deno.test("stills", processes, async (t) => {
  const stage = await setStage();
  try {
    await t.step(
      "photos can be added while waiting, and the artist sees them before the start",
      () => addedWhileWaiting(stage),
    );
    await stage.clear();
    await t.step(
      "a picture that waits to be sent goes along into the call and back and to the page of the end, a sheet without one does not, and the first one is news to the artist",
      () => goesAlong(stage),
    );
    await stage.clear();
    const call = await stage.call();
    await t.step(
      "asked for in the call: the client hears of it and keeps the focus, sees the picture first, and sends it",
      () => askedAndTaken(call),
    );
    await t.step(
      "an upload that is cut in the middle goes on by itself, and is stored once",
      () => cutInTheMiddle(stage, call),
    );
    await t.step(
      "the artist sees it at full size over the call, by keyboard too",
      () => seenAtFullSize(call),
    );
    await t.step(
      "nothing of the call has stopped: the same tracks, and moving pictures on both sides",
      () => nothingStopped(call),
    );
    await t.step(
      "the client may refuse, and take the picture after all",
      () => refused(call),
    );
    await t.step(
      "in the call the sheet leaves End within reach, and Escape and Close return the focus",
      () => sheetOverTheCall(call),
    );
    await t.step(
      "a refusal without a line closes the sheet, and arrives by itself",
      () => refusedWithoutLine(stage, call),
    );
    await t.step(
      "a browser without ImageCapture sends a frame of its video",
      () => withoutImageCapture(call),
    );
    await t.step(
      "a file of 40 megapixels is made smaller, not refused",
      () => fortyMegapixels(call),
    );
    await t.step(
      "with the camera off the sheet says so, and turns it on",
      () => cameraOff(call),
    );
    await t.step(
      "a picture on its way at the end keeps the page open, and arrives",
      () => endedMeanwhile(call),
    );
    await t.step(
      "afterwards both have the pictures on their pages",
      () => afterwards(stage, call),
    );
  } finally {
    await stage.close();
  }
});

async function addedWhileWaiting(stage: Stage) {
  const at = await stage.consultation();
  const client = await stage.waitingClient(at);
  await tap(client.page, "add-photo");
  await client.page.waitForSelector(`${testId("still-sheet")}[open]`);
  await chooseFile(client.page, await aDrawing(client.page, 1200, 900));
  await tap(client.page, "still-send");
  await reads(client.page, `${at.artist.name} has your picture.`);
  const artist = await stage.waitingArtist(at);
  await artist.page.waitForSelector(testId("still-thumbnail"));
}

async function goesAlong(stage: Stage) {
  const at = await stage.consultation();
  const client = await stage.waitingClient(at);
  const artist = await stage.waitingArtist(at);
  await tap(client.page, "add-photo");
  await client.page.waitForSelector(`${testId("still-sheet")}[open]`);
  await chooseFile(client.page, await aDrawing(client.page, 800, 600));
  const shown = () =>
    client.page.$eval(
      testId("still-preview"),
      (one) => (one as HTMLImageElement).src,
    );
  const taken = await shown();
  await tap(artist.page, "start-session");
  await expectMovingVideo(client.page);
  await client.page.waitForSelector(
    `section${testId("still-sheet")} ${testId("still-preview")}`,
  );
  expect(await shown()).toBe(taken);
  await leaveForNow(client.page);
  await client.page.waitForSelector(`dialog${testId("still-sheet")}[open]`);
  expect(await shown()).toBe(taken);
  await picture(client.page, testId("still-preview"));
  await tap(client.page, "still-send");
  const news = await artist.page.waitForSelector(testId("stills-news"));
  expect(await news!.evaluate((one) => one.textContent))
    .toContain("sent a picture.");

  await tap(client.page, "camera-on");
  await expectMovingVideo(client.page);
  await tap(artist.page, "stills");
  await ask(artist.page, "eyes");
  await tap(client.page, "still-open");
  await client.page.waitForSelector(testId("still-take"), { visible: true });
  await leaveForNow(client.page);
  await client.page.waitForSelector(testId("still-open"), { visible: true });
  expect(await client.page.$(testId("still-take"))).toBeNull();
  await sentAfterTheEnd({ client, artist });
}

/** The end comes while the client still looks at a picture. */
async function sentAfterTheEnd(
  { client: { page }, artist }: Pick<CallOnStage, "client" | "artist">,
) {
  await tap(page, "still-open");
  await chooseFile(page, await aDrawing(page, 900, 1200));
  await tap(artist.page, "end-session");
  await tap(artist.page, "end-confirm");
  await page.waitForSelector(testId("ended"));
  await sees(page, "You have not sent this picture.");
  await picture(page, testId("still-preview"));
  await fine("the end with a picture that was not sent", page);
  await tap(page, "still-send");
  await page.waitForSelector(testId("still-preview"), { hidden: true });
  await sees(page, "You can close this page.");
  await press(page, "Your pictures");
  const kept = ".still-list__one img";
  await page.waitForSelector(kept);
  expect(await page.$$(kept)).toHaveLength(2);
}

async function leaveForNow(page: Page) {
  await tap(page, "end-session");
  await tap(page, "end-leave");
  await page.waitForSelector(testId("camera-on"));
}

/** In the drawer, which stays open. */
async function ask(page: Page, what: string) {
  await page.waitForSelector(testId("still-ask"), { visible: true });
  await page.click(`input[name="still-what"][value="${what}"]`);
  await tap(page, "still-ask");
  await reads(page, "has been asked…");
}

async function askedAndTaken({ client, artist }: CallOnStage) {
  await client.page.focus(testId("mute"));
  await tap(artist.page, "stills");
  await ask(artist.page, "eyes");
  await client.page.waitForSelector(testId("still-asked"));
  const status = await client.page.$eval(
    testId("still-asked"),
    (one) => one.querySelector('[role="status"]')?.textContent,
  );
  expect(status).toContain("would like a picture of your eyes");
  expect(await focused(client.page)).toBe("mute");
  await fine("the request", client.page);
  await tap(client.page, "still-open");
  await client.page.waitForSelector(testId("still-take"), { visible: true });
  await fine("the sheet", client.page);
  await tap(client.page, "still-take");
  await picture(client.page, testId("still-preview"));
  await fine("the picture before it is sent", client.page);
  // Nothing has left the phone.
  expect(await artist.page.$$(testId("still-thumbnail"))).toEqual([]);
  await tap(client.page, "still-retake");
  await tap(client.page, "still-take");
  await picture(client.page, testId("still-preview"));
  // It is said for a few seconds only.
  const [arrived] = await Promise.all([
    client.page.waitForSelector(`${testId("still-arrived")} [role="status"]`),
    tap(client.page, "still-send"),
  ]);
  await pictures(artist.page, 1);
  expect(await arrived!.evaluate((one) => one.textContent))
    .toContain("has your picture.");
}

async function cutInTheMiddle(stage: Stage, { client, artist }: CallOnStage) {
  await ask(artist.page, "face");
  await tap(client.page, "still-open");
  await chooseFile(client.page, await aDrawing(client.page, 1600, 1200));
  stage.line.downAfter = CUT_AFTER;
  await tap(client.page, "still-send");
  await client.page.waitForSelector(
    `${testId("still-upload")}[data-state="waiting"]`,
  );
  expect(stage.line.down).toBe(true);
  stage.line.down = false;
  await pictures(artist.page, 2);
  await client.page.waitForSelector(testId("still-upload"), { hidden: true });
  await reads(artist.page, "sent the picture.");
}

async function seenAtFullSize({ artist: { page } }: CallOnStage) {
  // The drawer lies over the panel, whose fields no key may reach meanwhile.
  const covered = () => page.$(".stage__panel[inert]");
  expect(await covered()).not.toBeNull();
  await tap(page, "still-thumbnail");
  const full = testId("still-full");
  const { width } = await picture(page, full);
  await fine("the viewer", page);
  await page.focus(testId("still-view"));
  await page.keyboard.press("Space");
  await page.waitForSelector(`${testId("still-actual")}[aria-pressed="true"]`);
  const shown = await page.$eval(
    full,
    (one) => one.getBoundingClientRect().width * devicePixelRatio,
  );
  expect(shown).toBe(width);
  await page.keyboard.press("Escape");
  await page.waitForSelector(full, { hidden: true });
  // That closed the picture, and not what it was opened from.
  await page.waitForSelector(testId("stills-drawer"), { visible: true });
  expect(await focused(page)).toBe("still-thumbnail");
  await fine("the drawer", page);
  for (const leave of ["Escape", "Close"]) {
    if (leave === "Escape") await page.keyboard.press("Escape");
    else await press(page, "Close");
    await page.waitForSelector(testId("stills-drawer"), { hidden: true });
    expect([leave, await focused(page)]).toEqual([leave, "stills"]);
    expect(await covered()).toBeNull();
    await page.keyboard.press("Enter");
    await page.waitForSelector(testId("stills-drawer"), { visible: true });
  }
}

/** The test id of what has the focus. */
function focused(page: Page): Promise<string | undefined> {
  return page.evaluate(() =>
    (document.activeElement as HTMLElement).dataset.testid
  );
}

/** Accessible, and not wider than the narrowest phone. (`inspect` would make a phone a desktop, which reloads the page.) */
async function fine(what: string, page: Page) {
  const found = await violations(page);
  expect([what, found]).toEqual([what, []]);
  const before = page.viewport()!;
  await page.setViewport({ ...before, width: 320, height: 568 });
  const over = await page.evaluate(() =>
    [...document.querySelectorAll("dialog[open] *, .banner *")]
      .filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5)
      .map((one) => one.className)
  );
  expect([what, over]).toEqual([what, []]);
  await page.setViewport(before);
}

async function nothingStopped({ client, artist }: CallOnStage) {
  for (const { page } of [client, artist]) {
    await expectFrames(page);
    const tracks = await page.evaluate(() =>
      globalThis.captured.map(({ kind, readyState }) => [kind, readyState])
    );
    expect(tracks.toSorted()).toEqual([["audio", "live"], ["video", "live"]]);
  }
}

async function refused({ client, artist }: CallOnStage) {
  await ask(artist.page, "lips");
  await tap(client.page, "still-refuse");
  await reads(artist.page, "would rather not send this picture.");
  await client.page.waitForSelector(testId("still-asked"), { hidden: true });
  await pictures(artist.page, 2);
  await client.page.waitForSelector(testId("still-refused"));
  await fine("the line after a refusal", client.page);
  await tap(client.page, "still-after-all");
  await tap(client.page, "still-take");
  await picture(client.page, testId("still-preview"));
  await tap(client.page, "still-send");
  await pictures(artist.page, 3);
  await reads(artist.page, "sent the picture.");
}

async function cameraOff({ client, artist }: CallOnStage) {
  const { page } = client;
  await tap(page, "camera-toggle");
  await ask(artist.page, "face");
  await tap(page, "still-open");
  await page.waitForSelector(testId("still-camera-off"));
  await reads(page, "Your camera is off.");
  expect(await page.$(testId("still-take"))).toBeNull();
  await fine("the sheet of a camera that is off", page);
  await tap(page, "still-camera-on");
  await page.waitForSelector(testId("still-take"));
  const focused = await page.evaluate(() =>
    (document.activeElement as HTMLElement).dataset.testid
  );
  expect(focused).toBe("still-take");
  await tap(page, "still-take");
  await picture(page, testId("still-preview"));
  await tap(page, "still-dont");
  await reads(artist.page, "would rather not send this picture.");
  await tap(page, "still-dismiss");
  await page.waitForSelector(testId("still-refused"), { hidden: true });
}

async function sheetOverTheCall({ client, artist }: CallOnStage) {
  const { page } = client;
  await ask(artist.page, "side");
  const focusIn = (selector: string) =>
    page.waitForFunction(
      (within) => document.activeElement?.closest(within) !== null,
      {},
      selector,
    );
  for (const leave of ["Escape", "Close"]) {
    await tap(page, "still-open");
    await focusIn(testId("still-sheet"));
    // Late touches: tests/e2e/call_on_phone_test.ts.
    await touch(page, "end-session");
    await page.waitForSelector(testId("end-cancel"), { visible: true });
    await touch(page, "end-cancel");
    await page.waitForSelector(testId("end-cancel"), { hidden: true });
    await page.focus(`${testId("still-sheet")} h2`);
    if (leave === "Escape") await page.keyboard.press("Escape");
    else await tap(page, "still-close");
    await focusIn(testId("still-open"));
  }
}

async function refusedWithoutLine(
  stage: Stage,
  { client, artist }: CallOnStage,
) {
  await tap(client.page, "still-open");
  stage.line.down = true;
  stage.line.cut();
  await tap(client.page, "still-dont");
  await client.page.waitForSelector(testId("still-sheet"), { hidden: true });
  await client.page.waitForSelector(testId("still-unsent-refusal"));
  stage.line.down = false;
  await reads(artist.page, "would rather not send this picture.");
  await client.page.waitForSelector(testId("still-unsent-refusal"), {
    hidden: true,
  });
  await pictures(artist.page, 3);
}

async function withoutImageCapture(call: CallOnStage) {
  const { client, artist } = call;
  await client.page.evaluate(() => {
    Reflect.deleteProperty(globalThis, "ImageCapture");
  });
  await ask(artist.page, "skin");
  await tap(client.page, "still-open");
  await tap(client.page, "still-take");
  await picture(client.page, testId("still-preview"));
  await tap(client.page, "still-send");
  await reads(artist.page, "a frame of the video");
  await nothingStopped(call);
}

async function fortyMegapixels({ client, artist }: CallOnStage) {
  await ask(artist.page, "hand");
  await tap(client.page, "still-open");
  await client.page.waitForSelector(testId("still-file"), { visible: true });
  await chooseFile(client.page, await aDrawing(client.page, 8000, 5000));
  const { width, height } = await picture(
    client.page,
    testId("still-preview"),
  );
  expect(width * height).toBeLessThanOrEqual(PHOTO_LIMITS.area);
  expect(width * height).toBeGreaterThan(PHOTO_LIMITS.area * 0.99);
  await tap(client.page, "still-send");
  await reads(artist.page, `${width} × ${height}`);
}

async function endedMeanwhile({ client, artist }: CallOnStage) {
  const { page } = client;
  await ask(artist.page, "side");
  await tap(page, "still-open");
  await chooseFile(page, await aDrawing(page, 1200, 900));
  const upload = await hold(page, "/stills/");
  await tap(page, "still-send");
  await until("the upload", () => Promise.resolve(upload.count() > 0));
  await tap(artist.page, "end-session");
  await tap(artist.page, "end-confirm");
  await sees(page, "Keep this page open until your picture has arrived.");
  await page.waitForSelector(testId("still-upload"));
  await fine("the end while a picture is on its way", page);
  expect(await page.$$('[data-testid="ended"] :is(a, form)')).toEqual([]);
  expect(await asksBeforeLeaving(page)).toBe(true);
  await upload.release();
  await sees(page, "You can close this page.");
  await page.waitForSelector(testId("still-upload"), { hidden: true });
  expect(await asksBeforeLeaving(page)).toBe(false);
}

async function afterwards(stage: Stage, call: CallOnStage) {
  const { client, artist, consultation } = call;
  await press(client.page, "Your pictures");
  const kept = ".still-list__one img";
  await client.page.waitForSelector(kept);
  await artist.page.goto(
    `${stage.baseUrl}/artist/consultations/${consultation.id}`,
  );
  await artist.page.waitForSelector(kept);
  for (const { page } of [client, artist]) {
    expect(await page.$$(kept)).toHaveLength(6);
    expect(await page.$$(".still-list__one a[download]")).toHaveLength(6);
    await picture(page, kept);
  }
  // The one that came last is chosen for the look sheet, with the keyboard.
  const { page } = artist;
  const onto = "Put picture 6 on the look sheet";
  const button = await page.waitForSelector(`::-p-aria(${onto})`);
  await button!.focus();
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  await sees(page, "Take picture 6 off the look sheet");
}

/** The artist's drawer lists so many pictures, and no more. */
async function pictures(page: Page, count: number) {
  await page.waitForFunction(
    (selector, count) => document.querySelectorAll(selector).length === count,
    { polling: 100 },
    testId("still-thumbnail"),
    count,
  );
}

/** The size of a picture once it is decoded. */
async function picture(page: Page, selector: string) {
  return await until("a picture", () =>
    page.$eval(selector, (one) => {
      const { naturalWidth: width, naturalHeight: height } =
        one as HTMLImageElement;
      return width > 0 && { width, height };
    }).catch(() => null));
}

/** A JPEG of this size, drawn by the page itself, with noise at its top: a file of a megabyte. */
async function aDrawing(page: Page, width: number, height: number) {
  const base64 = await page.evaluate(
    async (width, height) => {
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext("2d")!;
      context.fillStyle = "#b98562";
      context.fillRect(0, 0, width, height);
      const noise = context.createImageData(width, 600);
      const words = new Uint32Array(noise.data.buffer);
      for (let i = 0; i < words.length; i++) {
        words[i] = 0xff000000 | Math.random() * 0xffffff;
      }
      context.putImageData(noise, 0, 0);
      const blob = await canvas.convertToBlob({ type: "image/jpeg" });
      const bytes = new Uint8Array(await blob.arrayBuffer());
      let text = "";
      for (const byte of bytes) text += String.fromCharCode(byte);
      return btoa(text);
    },
    width,
    height,
  );
  const path = await Deno.makeTempFile({ suffix: ".jpg" });
  await Deno.writeFile(
    path,
    Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)),
  );
  return path;
}

async function chooseFile(page: Page, path: string) {
  const input = await page.waitForSelector(
    `${testId("still-sheet")} input[type=file]`,
  );
  await (input as unknown as { uploadFile(path: string): Promise<void> })
    .uploadFile(path);
  await page.waitForSelector(testId("still-preview"));
  await Deno.remove(path);
}
