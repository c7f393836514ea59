/** A phone whose system takes the camera and the microphone during a call. */
import { expect } from "expect";
import type { Page } from "puppeteer-core";
import { press, tap, testId } from "./_journey.ts";
import { type CallOnStage, processes, setStage } from "./_stage.ts";
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

declare global {
  /** While true, another app has the devices. */
  var systemHasDevices: boolean | undefined;
}

Deno.test("a phone's interruptions", processes, async (t) => {
  const stage = await setStage();
  try {
    const call = await stage.call();
    const { client, artist } = call;
    await scriptTheSystem(client.page);
    await markLoad(client.page);
    await markLoad(artist.page);

    await t.step(
      "the system ends both tracks: they are captured again by themselves, and the artist sees and hears the client",
      async () => {
        await begin(call);
        await end(client.page);
        await client.page.waitForFunction(() => asked.length === 2);
        await expectBothWays(call);
        expect(await client.page.evaluate(() => asked)).toEqual([
          { audio: true, video: false },
          { audio: false, video: true },
        ]);
      },
    );

    await t.step(
      "a phone call mutes both, and afterwards the tracks lie: both pages say so, and one tap restores sound and picture",
      async () => {
        await begin(call);
        await ring(client.page);
        await said(
          client.page,
          "Something interrupted your sound and picture.",
        );
        await said(artist.page, "Clara’s phone is busy.");
        await hangUp(client.page);
        // The system still refuses: one retry, and then the person is asked.
        await reads(
          client.page,
          "Something interrupted your sound and picture.",
        );
        await client.page.waitForFunction(() => asked.length >= 2);
        // Not before: the page also tries by itself from time to time.
        await client.page.evaluate(() =>
          addEventListener("click", () => systemHasDevices = false, {
            capture: true,
            once: true,
          })
        );
        await press(client.page, "Restore sound and picture");
        await expectBothWays(call);
      },
    );

    await t.step(
      "another app comes in front: the artist reads it at once, and no connection is blamed; on return the call goes on",
      async () => {
        await begin(call);
        await show(client.page, "hidden");
        await said(artist.page, "Clara’s phone is busy.");
        await reads(artist.page, "The phone is busy");
        await show(client.page, "visible");
        await expectBothWays(call);
        const heard = await artist.page.evaluate(() => banners);
        expect(heard).toContain(
          "Clara’s phone is busy. Picture and sound come back when Clara returns.",
        );
        expect(heard.filter((one) => /connect|weak|away/i.test(one)))
          .toEqual([]);
      },
    );

    await t.step(
      "a microphone that the client muted stays muted over an interruption",
      async () => {
        await begin(call);
        await tap(client.page, "mute");
        await artist.page.waitForSelector(testId("remote-muted"));
        await end(client.page);
        await expectFrames(artist.page);
        expect(await artist.page.$(testId("remote-muted"))).not.toBe(null);
        await tap(client.page, "mute");
        await artist.page.waitForSelector(testId("remote-muted"), {
          hidden: true,
        });
        await expectBothWays(call);
      },
    );
  } finally {
    await stage.close();
  }
});

async function begin({ client, artist }: CallOnStage) {
  await silent(client.page);
  await silent(artist.page);
  await forget(client.page, artist.page);
}

async function expectBothWays({ client, artist }: CallOnStage) {
  for (const { page } of [artist, client]) {
    await silent(page);
    await expectFrames(page);
    await expectSound(page);
    await expectSameLoad(page);
  }
}

/** From now on, captures fail while the system has the devices. */
async function scriptTheSystem(page: Page) {
  await page.evaluate(() => {
    const { mediaDevices } = navigator;
    const ask = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (constraints) => {
      if (!globalThis.systemHasDevices) return await ask(constraints);
      globalThis.asked.push({
        audio: Boolean(constraints?.audio),
        video: Boolean(constraints?.video),
      });
      throw new DOMException("", "NotReadableError");
    };
  });
}

/** Without any other event, as when the notification centre is opened. */
async function end(page: Page) {
  await page.evaluate(() => {
    for (const track of captured.filter((one) => one.readyState === "live")) {
      track.stop();
      track.dispatchEvent(new Event("ended"));
    }
  });
}

/** The devices are gone, and their tracks say "live" and "muted". */
async function ring(page: Page) {
  await page.evaluate(() => {
    systemHasDevices = true;
    for (const track of captured.filter((one) => one.readyState === "live")) {
      track.stop();
      Object.defineProperty(track, "readyState", {
        value: "live",
        configurable: true,
      });
      Object.defineProperty(track, "muted", {
        value: true,
        configurable: true,
      });
      track.dispatchEvent(new Event("mute"));
    }
  });
}

/** They say "live" and not muted, and nothing flows. */
async function hangUp(page: Page) {
  await page.evaluate(() => {
    for (const track of captured.filter((one) => one.muted)) {
      Object.defineProperty(track, "muted", {
        value: false,
        configurable: true,
      });
      track.dispatchEvent(new Event("unmute"));
    }
  });
}
