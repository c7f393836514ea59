/** A phone whose tracks lie: they say that they are live while nothing flows, or that they are muted when they are not lost. */
import { expect } from "expect";
import type { Page } from "puppeteer-core";
import { PHONE, press, tap, testId } from "./_journey.ts";
import { capturing, scriptDevices, stopsFlowing } from "./_lying_devices.ts";
import { type CallOnStage, enter, processes, setStage } from "./_stage.ts";
import {
  expectFrames,
  expectSameLoad,
  expectSound,
  forget,
  markLoad,
  reads,
  said,
  show,
  silent,
} from "./_watch.ts";

const BUSY = "Clara’s phone is busy.";
const CAMERA = { audio: false, video: true };
const MICROPHONE = { audio: true, video: false };

Deno.test("a phone whose tracks lie", processes, async (t) => {
  const stage = await setStage({
    // The camera can be flipped.
    args: ["--use-fake-device-for-media-stream=device-count=3"],
  });
  try {
    const consultation = await stage.consultation();
    const client = await stage.person(PHONE);
    await client.page.evaluateOnNewDocument(scriptDevices);
    await enter(client, consultation);
    const artist = await stage.waitingArtist(consultation);
    const call: CallOnStage = { consultation, client, artist };
    const { page } = client;

    await t.step(
      "the call begins during a flip: the artist sees the camera that was flipped to, and no other one goes on",
      async () => {
        await page.waitForSelector(testId("check-flip"));
        await forget(page);
        await page.evaluate(() => system.hold());
        await tap(page, "check-flip");
        await page.waitForFunction(() => asked.length > 0);
        await tap(artist.page, "start-session");
        await page.waitForSelector(testId("end-session"));
        await page.evaluate(() => system.grant());
        await markLoad(page);
        await markLoad(artist.page);
        await expectBothWays(call);
        expect(await capturing(page)).toEqual(["audio", "video"]);
      },
    );

    await t.step(
      "a camera whose frames stop is captured again by itself",
      async () => {
        await begin(call);
        await lookedAt(page);
        await stopsFlowing(page, "video");
        await askedFor(page, [CAMERA]);
        await expectBothWays(call);
        expect(await capturing(page)).toEqual(["audio", "video"]);
      },
    );

    await t.step(
      "a microphone with samples of exactly zero is captured again by itself, and nobody is told: it may be the headset's own switch",
      async () => {
        await begin(call);
        await stopsFlowing(page, "audio");
        await askedFor(page, [MICROPHONE]);
        await expectBothWays(call);
        for (const { page } of [client, artist]) {
          expect(await page.evaluate(() => banners)).toEqual([]);
        }
        expect(await capturing(page)).toEqual(["audio", "video"]);
      },
    );

    await t.step(
      "a track that is muted for a moment at its start is no interruption; one that stays muted is, until it is let go",
      async () => {
        await begin(call);
        await restartCamera(call, { startsMuted: 200 });
        await expectBothWays(call);
        expect(await page.evaluate(() => asked)).toEqual([CAMERA]);
        expect(await page.evaluate(() => banners.join()))
          .not.toContain("interrupted");

        await restartCamera(call, { startsMuted: 4_000 });
        await said(page, "Something interrupted your picture.");
        await said(artist.page, BUSY);
        await page.evaluate(() => {
          system.startsMuted = 0;
        });
        // Let go, it may lie.
        await askedFor(page, [CAMERA, CAMERA, CAMERA]);
        await expectBothWays(call);
        expect(await capturing(page)).toEqual(["audio", "video"]);
      },
    );

    await t.step(
      "an AudioContext that is suspended until a tap: one tap, and nothing is captured again",
      async () => {
        await begin(call);
        await page.evaluate(async () => {
          system.needsTap = true;
          await Promise.all(system.contexts.map((one) => one.suspend()));
        });
        await reads(page, "your browser has blocked playback");
        const before = await page.evaluate(() => asked.length);
        await press(page, "Tap for sound");
        await expectBothWays(call);
        expect(await page.evaluate(() => asked.length)).toBe(before);
        await page.evaluate(() => {
          system.needsTap = false;
        });
      },
    );

    await t.step(
      "a phone in low-power mode that pauses the call and refuses to play: one tap brings the artist back",
      async () => {
        await begin(call);
        await page.evaluate((selector) => {
          system.needsTap = true;
          for (
            const element of document.querySelectorAll<HTMLMediaElement>(
              selector,
            )
          ) element.pause();
        }, `${testId("remote-video")}, audio`);
        await reads(page, "your browser has blocked playback");
        await press(page, "Tap for sound");
        await expectBothWays(call);
        expect(await page.evaluate(() => asked)).toEqual([]);
        await page.evaluate(() => {
          system.needsTap = false;
        });
      },
    );

    await t.step(
      "an app switch in a call without video captures nothing, and the artist reads that the phone is busy only meanwhile",
      async () => {
        await begin(call);
        await tap(page, "more");
        await tap(page, "sound-only");
        await page.keyboard.press("Escape");
        await reads(page, "You hear each other, without video.");
        await show(page, "hidden");
        await reads(artist.page, "The phone is busy");
        await show(page, "visible");
        await reads(artist.page, "Clara is listening without video");
        await expectSound(artist.page);
        // Long enough for every check and every retry.
        await page.waitForFunction(
          (since) => performance.now() - since > 6_000,
          { polling: 100 },
          await page.evaluate(() => performance.now()),
        );
        await reads(page, "You hear each other, without video.");
        await reads(artist.page, "Clara is listening without video");
        expect(await page.evaluate(() => asked)).toEqual([]);
        expect(await page.evaluate(() => banners.join()))
          .not.toContain("interrupted");
        await press(page, "Turn video on");
        await expectBothWays(call);
      },
    );
  } finally {
    await stage.close();
  }
});

async function begin(call: CallOnStage) {
  const { client, artist } = call;
  await silent(client.page);
  await silent(artist.page);
  await forget(client.page, artist.page);
}

/**
 * What looks at frames and samples comes with the call's late script, as the
 * handle of the self view does; and what it has not seen flow has not stopped.
 */
async function lookedAt(page: Page) {
  await page.waitForSelector(testId("move-self"));
  const before = await page.$eval(
    testId("self-video"),
    (video) =>
      (video as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames,
  );
  // Several looks, of which there are four a second.
  await page.waitForFunction(
    (selector, before) =>
      document.querySelector<HTMLVideoElement>(selector)!
        .getVideoPlaybackQuality().totalVideoFrames > before + 30,
    { polling: 100 },
    testId("self-video"),
    before,
  );
}

/** A fresh capture, by the person's own hand. */
async function restartCamera(
  { client, artist }: CallOnStage,
  { startsMuted }: { readonly startsMuted: number },
) {
  await tap(client.page, "camera-toggle");
  await reads(artist.page, "Camera is off");
  await client.page.evaluate((startsMuted) => {
    system.startsMuted = startsMuted;
  }, startsMuted);
  await tap(client.page, "camera-toggle");
}

async function askedFor(
  page: Page,
  kinds: readonly { audio: boolean; video: boolean }[],
) {
  await page.waitForFunction(
    (times) => asked.length >= times,
    { polling: 100 },
    kinds.length,
  );
  expect(await page.evaluate(() => asked)).toEqual(kinds);
}

async function expectBothWays({ client, artist }: CallOnStage) {
  for (const { page } of [artist, client]) {
    await silent(page);
    await expectFrames(page);
    await expectSound(page);
    await expectSameLoad(page);
  }
}
