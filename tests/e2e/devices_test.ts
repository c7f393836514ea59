/** Cameras and microphones: denied, muted, off, switched and flipped. */
import { expect } from "expect";
import type { Page } from "puppeteer-core";
import { launchBrowser } from "@/tests/_support/browser.ts";
import { press, tap, testId } from "./_journey.ts";
import { type CallOnStage, processes, setStage, type Stage } from "./_stage.ts";
import {
  expectFrames,
  expectSound,
  forget,
  frames,
  reads,
  released,
  silent,
} from "./_watch.ts";

Deno.test("cameras and microphones", processes, async (t) => {
  const stage = await setStage({
    // Chromium's second fake camera has a depth format (Y16) that no call can
    // send; the third one works.
    args: ["--use-fake-device-for-media-stream=device-count=3"],
  });
  try {
    await t.step(
      "a person who denies permission gets instructions, and joins without camera and microphone",
      () => withoutDevices(stage),
    );
    await stage.clear();

    const call = await stage.call();
    const { client, artist } = call;

    for (const [one, other, words] of directions(call)) {
      await t.step(`${words.who} mutes: the other side says so`, async () => {
        await tap(one, "mute");
        await other.waitForSelector(testId("remote-muted"));
        await reads(other, `${words.name}’s microphone is off.`);
        expect(await pressed(one, "mute")).toBe("false");
        await tap(one, "mute");
        await other.waitForSelector(testId("remote-muted"), { hidden: true });
        expect(await pressed(one, "mute")).toBe("true");
      });

      await t.step(
        `${words.who} turns the camera off: the other side says so, and sees the video again when it is on`,
        async () => {
          await tap(one, "camera-toggle");
          await reads(other, "Camera is off");
          await reads(other, `${words.name}’s camera is off.`);
          expect(await pressed(one, "camera-toggle")).toBe("false");
          await tap(one, "camera-toggle");
          await silent(other);
          await expectFrames(other);
          expect(await other.$(".stage__remote .tile--off")).toBe(null);
        },
      );
    }

    await t.step(
      "the artist's keys act as the buttons do, but not in a field, and can be turned off",
      () => byKeys(call),
    );

    await t.step(
      "the artist chooses another camera: the client sees it, and the microphone is not requested again",
      async () => {
        const { page } = artist;
        await forget(page);
        const before = await usedCamera(page);
        const select = await page.waitForSelector(
          "::-p-xpath(//label[contains(., 'Camera')]//select)",
        );
        const other = await select!.evaluate((element) =>
          [...(element as HTMLSelectElement).options]
            .at(-1)!.value
        );
        await select!.select(other);
        await page.waitForFunction(
          (id) => captured.at(-1)?.getSettings().deviceId === id,
          {},
          other,
        );
        expect(other).not.toBe(before);
        expect(await page.evaluate(() => asked))
          .toEqual([{ audio: false, video: true }]);
        await expectFrames(client.page);
        await expectOneLiveCamera(page);
      },
    );

    await t.step(
      "the artist chooses another microphone: the client keeps hearing, and the camera is not requested again",
      async () => {
        const { page } = artist;
        await forget(page);
        const select = await page.waitForSelector(
          "::-p-xpath(//label[contains(., 'Microphone')]//select)",
        );
        const [before, other] = await select!.evaluate((element) => {
          const { value, options } = element as HTMLSelectElement;
          const others = [...options].map((one) => one.value)
            .filter((id) => id !== value && id !== "default");
          return [value, others.at(-1)!] as const;
        });
        expect(other).not.toBe(before);
        await select!.select(other);
        await page.waitForFunction(
          (id) =>
            captured.findLast((track) => track.kind === "audio")
              ?.getSettings().deviceId === id,
          {},
          other,
        );
        expect(await page.evaluate(() => asked))
          .toEqual([{ audio: true, video: false }]);
        await expectSound(client.page);
        await expectFrames(client.page);
        const live = await page.evaluate(() =>
          captured.filter((track) => track.kind === "audio")
            .map((track) => track.readyState)
            .filter((state) => state === "live").length
        );
        expect(live).toBe(1);
      },
    );

    await t.step(
      "the client flips the phone's camera: audio is never touched, and the video continues",
      async () => {
        const { page } = client;
        const voice = () =>
          page.evaluate(() =>
            captured.filter((track) => track.kind === "audio")
              .map(({ id, readyState, enabled, muted }) => ({
                id,
                readyState,
                enabled,
                muted,
              }))
          );
        const before = await voice();
        expect(before).toMatchObject([
          { readyState: "live", enabled: true, muted: false },
        ]);
        await forget(page);
        // Twice: the second of Chromium's fake cameras has a format that no
        // codec accepts.
        for (let turn = 0; turn < 2; turn++) {
          const cameras = await captures(page);
          await tap(page, "flip");
          await page.waitForFunction(
            (before) =>
              captured.filter((track) => track.kind === "video").length >
                before,
            {},
            cameras,
          );
        }
        expect(await page.evaluate(() => asked))
          .toEqual(Array(2).fill({ audio: false, video: true }));
        expect(await voice()).toEqual(before);
        await expectFrames(artist.page);
        await expectSound(artist.page);
        await expectOneLiveCamera(page);
      },
    );

    await t.step(
      "what the client has turned off stays off over a reload of the page, which comes back by itself",
      async () => {
        const { page } = client;
        await tap(page, "mute");
        await tap(page, "camera-toggle");
        await reads(artist.page, "Clara’s microphone and camera are off.");
        await page.reload();
        await expectFrames(page);
        await reads(artist.page, "Clara’s microphone and camera are off.");
        expect(await pressed(page, "mute")).toBe("false");
        expect(await pressed(page, "camera-toggle")).toBe("false");
        expect(await page.evaluate(() => asked))
          .toEqual([{ audio: true, video: false }]);
        expect(
          await page.evaluate(() => captured.map(({ enabled }) => enabled)),
        ).toEqual([false]);
        await tap(page, "camera-toggle");
        await tap(page, "mute");
        await silent(artist.page);
        await expectFrames(artist.page);
        await expectSound(artist.page);
      },
    );

    await t.step(
      "the end releases every camera and microphone",
      async () => {
        await tap(client.page, "end-session");
        await tap(client.page, "end-confirm");
        for (const { page } of [client, artist]) {
          await page.waitForSelector(testId("ended"));
          await released(page);
        }
      },
    );
  } finally {
    await stage.close();
  }
});

async function byKeys({ artist: { page }, client, consultation }: CallOnStage) {
  const name = consultation.artist.name;
  await page.keyboard.press("m");
  await reads(client.page, `${name}’s microphone is off.`);
  expect(await pressed(page, "mute")).toBe("false");
  await reads(page, "Microphone off");
  await page.keyboard.press("m");
  await client.page.waitForSelector(testId("remote-muted"), { hidden: true });

  await page.keyboard.press("c");
  const field = await page.waitForSelector(testId("chat-text"));
  await field!.type("mvp");
  expect(await pressed(page, "mute")).toBe("true");
  expect(await field!.evaluate((one) => (one as HTMLTextAreaElement).value))
    .toBe("mvp");
  await field!.evaluate((one) => (one as HTMLElement).blur());
  await page.keyboard.press("c");
  await page.waitForSelector(testId("chat-text"), { hidden: true });

  await page.keyboard.press("?");
  const list = await page.waitForSelector(`${testId("shortcuts")}[open]`);
  await (await list!.$("input"))!.click();
  await page.keyboard.press("Escape");
  await page.waitForSelector(`${testId("shortcuts")}:not([open])`);
  await page.keyboard.press("m");
  expect(await pressed(page, "mute")).toBe("true");
  await tap(page, "show-shortcuts");
  await (await list!.$("input"))!.click();
  await page.keyboard.press("Escape");
}

function directions({ client, artist, consultation }: CallOnStage) {
  return [
    [client.page, artist.page, { who: "the client", name: "Clara" }],
    [artist.page, client.page, {
      who: "the artist",
      name: consultation.artist.name,
    }],
  ] as const;
}

async function withoutDevices(stage: Stage) {
  const consultation = await stage.consultation();
  await using browser = await launchBrowser({
    args: ["--use-fake-ui-for-media-stream=deny"],
  });
  const page = await browser.newPage();
  await page.goto(consultation.url);
  await tap(page, "enter");
  await tap(page, "camera-on");
  await reads(page, "Your camera and microphone are not allowed here");
  await reads(page, "Come back here and try again.");
  await press(page, "Try again");
  await reads(page, "Your camera and microphone are not allowed here");
  await press(page, "Continue without them");
  await reads(page, "You’re joining without camera and microphone.");

  const artist = await stage.waitingArtist(consultation);
  await tap(artist.page, "start-session");
  await expectFrames(page);
  await reads(artist.page, "Clara’s microphone and camera are off.");
  await reads(artist.page, "Camera is off");
  expect(await frames(artist.page)).toBe(0);

  for (const [button, device] of BUTTONS) {
    await tap(page, button);
    await reads(page, `Your ${device} is not allowed here.`);
    expect(await pressed(page, button)).toBe("false");
  }
  await reads(artist.page, "Clara’s microphone and camera are off.");
}

const BUTTONS = [["mute", "microphone"], ["camera-toggle", "camera"]] as const;

async function pressed(page: Page, id: string) {
  return await page.$eval(
    testId(id),
    (button) => button.getAttribute("aria-pressed"),
  );
}

/** How many times a camera has been captured so far. */
function captures(page: Page) {
  return page.evaluate(() =>
    captured.filter((track) => track.kind === "video").length
  );
}

function usedCamera(page: Page) {
  return page.evaluate(() =>
    captured.findLast((track) => track.kind === "video")!
      .getSettings().deviceId
  );
}

/** All earlier ones were released: a phone cannot capture twice. */
async function expectOneLiveCamera(page: Page) {
  const states = await page.evaluate(() =>
    captured.filter((track) => track.kind === "video")
      .map((track) => track.readyState)
  );
  expect(states.filter((state) => state === "live")).toEqual(["live"]);
  expect(states.at(-1)).toBe("live");
}
