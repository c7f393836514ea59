/** The two video rooms with a real SDK, real rooms and a real browser. */
import { expect } from "expect";
import type { Page } from "puppeteer-core";
import { press, tap, testId } from "@/tests/e2e/_journey.ts";
import { processes, setStage } from "@/tests/e2e/_stage.ts";
import { expectFrames, expectSound, said } from "@/tests/e2e/_watch.ts";

const captured = (page: Page, kind: string) =>
  page.evaluate(
    (kind) =>
      globalThis.captured.filter((track) => track.kind === kind)
        .map((track) => track.readyState),
    kind,
  );

/** Leaves the room like a page that enters the browser's cache, and returns. */
const leaveAndReturn = (page: Page) =>
  page.evaluate(() => {
    dispatchEvent(new PageTransitionEvent("pagehide"));
    dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  });

Deno.test("a call between two real pages", processes, async (t) => {
  const stage = await setStage({
    args: ["--use-fake-device-for-media-stream=device-count=2"],
  });
  try {
    const { client, artist } = await stage.call();

    await t.step(
      "both pages describe the connection's quality in words",
      async () => {
        for (const { page } of [client, artist]) {
          // There before anything is measured, without words.
          await page.waitForFunction(
            (mark) =>
              document.querySelector(mark)?.textContent?.includes("connection"),
            {},
            testId("connection"),
          );
        }
      },
    );

    await t.step(
      "the second of two cameras is used in the same track, and audio is not touched",
      async () => {
        // There and back: Chromium's second fake camera has a format that no
        // codec accepts.
        for (const count of [2, 3]) {
          await tap(client.page, "flip");
          await client.page.waitForFunction(
            (count) =>
              globalThis.captured.filter((t) => t.kind === "video").length ===
                count,
            {},
            count,
          );
        }
        expect(await captured(client.page, "video")).toEqual([
          "ended",
          "ended",
          "live",
        ]);
        expect(await captured(client.page, "audio")).toEqual(["live"]);
        await expectFrames(artist.page);
      },
    );

    await t.step(
      "a camera that is off captures nothing, also across a rejoin, and then shows video again",
      async () => {
        await tap(client.page, "camera-toggle");
        await said(artist.page, /Clara’s (camera is off|connection is weak)/);
        expect(await captured(client.page, "video")).not.toContain("live");
        await leaveAndReturn(client.page);
        await said(artist.page, "Clara is away.");
        await expectFrames(client.page);
        expect(await captured(client.page, "video")).not.toContain("live");
        await tap(client.page, "camera-toggle");
        await expectFrames(artist.page);
        expect(await captured(client.page, "audio")).toEqual(["live"]);
      },
    );

    await t.step(
      "a shared screen is large and complete, the camera's video small beside it and still moving; then it is gone",
      async () => {
        await tap(artist.page, "share");
        const screen = await client.page.waitForSelector(
          `.stage__screen ${testId("remote-screen")}`,
        );
        await client.page.waitForFunction(
          (video) => (video as HTMLVideoElement).videoWidth > 0,
          {},
          screen,
        );
        expect(
          await screen!.evaluate((video) => getComputedStyle(video).objectFit),
        ).toBe("contain");
        await client.page.waitForSelector(
          `.stage__strip ${testId("remote-video")}`,
        );
        await expectFrames(client.page);
        await said(artist.page, "Clara can see your screen.");
        await press(artist.page, "Stop sharing");
        await client.page.waitForSelector(testId("remote-screen"), {
          hidden: true,
        });
        await client.page.waitForSelector(
          `.stage__main ${testId("remote-video")}`,
        );
      },
    );

    await t.step(
      "in audio-only mode the voices continue, and video resumes when the person chooses",
      async () => {
        await tap(artist.page, "sound-only");
        await said(client.page, /is listening without video/);
        await expectSound(client.page);
        await expectSound(artist.page);
        await press(artist.page, "Turn video on");
        await expectFrames(client.page);
        await expectFrames(artist.page);
      },
    );

    await t.step("neither page logged an error", () => {
      expect([...client.complaints, ...artist.complaints]).toEqual([]);
    });
  } finally {
    await stage.close();
  }
});
