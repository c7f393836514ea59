/**
 * The main journey with the client in Firefox and the artist in Chromium.
 *
 * Limits of Firefox here: without a display there is nothing to capture
 * (`getDisplayMedia` fails with NotFoundError), so the client shares a drawing;
 * and it has only one fake camera and one fake microphone, so there is no other
 * to switch to.
 */
import { expect } from "expect";
import { clientPage, withFirefox } from "./_firefox.ts";
import {
  book,
  clientLink,
  expectMovingVideo,
  mailTo,
  press,
  tap,
  testId,
} from "./_journey.ts";
import { setStage } from "./_stage.ts";
import {
  expectDecoding,
  expectSignalling,
  expectSound,
  forget,
  reads,
  said,
  screenShown,
  silent,
} from "./_watch.ts";

const CLIENT = { name: "Clara Haas", email: "clara@client.example" };

withFirefox(
  "a client in Firefox books, waits, talks to an artist in Chromium and ends it",
  () => setStage(),
  async ({ t, stage, firefox }) => {
    const page = await clientPage(firefox);
    const artist = await stage.person();
    const desk = artist.page;

    await t.step("the client books, and the artist confirms", async () => {
      await book(page, stage.baseUrl, CLIENT);
      await stage.signIn(artist, "ines@atelier.example");
      await desk.goto(`${stage.baseUrl}/artist`);
      await press(desk, CLIENT.name);
      await reads(desk, "My sister's wedding");
      await press(desk, "Confirm");
      await desk.waitForSelector(testId("start-session"));
    });

    await t.step("the client enters by the mail's link", async () => {
      const mail = await mailTo(stage.baseUrl, CLIENT.email, "/c/");
      await page.goto(clientLink(mail).url);
      await tap(page, "enter");
      await page.waitForSelector(testId("waiting-status"));
      await tap(page, "camera-on");
      await page.waitForSelector(testId("self-video"));
      await reads(desk, "Clara is here.");
      await reads(page, "Inès can see that you are here.");
    });

    await t.step("the artist starts; both see and hear", async () => {
      await tap(desk, "start-session");
      for (const one of [page, desk]) {
        await expectMovingVideo(one);
        await expectDecoding(one);
        await expectSound(one);
      }
    });

    await t.step("muting is seen by either side", async () => {
      await expectSignalling(page, desk);
    });

    await t.step("the connection is cut; the call continues", async () => {
      for (const one of [page, desk]) await silent(one);
      await forget(page, desk);
      stage.line.cut();
      for (const one of [page, desk]) await said(one, "Reconnecting…");
      for (const one of [page, desk]) {
        await said(one, "You’re connected again.");
        await silent(one);
        await expectDecoding(one);
      }
      await expectSignalling(page, desk);
    });

    await t.step(
      "both describe the connection's quality in words",
      async () => {
        for (const one of [page, desk]) {
          const mark = await one.waitForSelector(testId("connection"));
          expect(await mark!.evaluate((element) => element.textContent))
            .toMatch(/connection/);
        }
      },
    );

    await t.step("the artist shares a screen: it is shown large", async () => {
      await tap(desk, "share");
      await screenShown(page);
      await tap(page, "shared-fill");
      await page.waitForSelector(testId("end-session"), { hidden: true });
      await press(desk, "Stop sharing");
      await page.waitForSelector(testId("remote-screen"), { hidden: true });
      await page.waitForSelector(testId("end-session"), { visible: true });
    });

    await t.step("the client shares one too", async () => {
      await page.evaluate(() => {
        navigator.mediaDevices.getDisplayMedia = () => {
          const canvas = document.createElement("canvas");
          const drawing = canvas.getContext("2d")!;
          setInterval(
            () => drawing.fillRect(Math.random() * 200, 20, 5, 50),
            100,
          );
          return Promise.resolve(canvas.captureStream(10));
        };
      });
      await tap(page, "share");
      await desk.waitForSelector(
        `.stage__screen ${testId("remote-screen")}`,
      );
      await press(page, "Stop sharing");
      await desk.waitForSelector(testId("remote-screen"), { hidden: true });
    });

    await t.step("the server is replaced; the call continues", async () => {
      for (const one of [page, desk]) await silent(one);
      await forget(page, desk);
      await stage.restart("SIGTERM");
      for (const one of [page, desk]) {
        await said(one, "You’re connected again.");
      }
      for (const one of [page, desk]) await expectDecoding(one);
      await expectSignalling(page, desk);
    });

    await t.step(
      "a second tab takes the call, and gives it back on request",
      async () => {
        const second = await page.browserContext().newPage();
        await second.goto(page.url());
        await reads(page, "Your consultation is open somewhere else");
        await press(page, "Use this tab instead");
        await reads(second, "Your consultation is open somewhere else");
        await second.close();
        await page.waitForSelector(testId("remote-video"));
        await expectDecoding(page);
        await expectSignalling(page, desk);
      },
    );

    await t.step("the client ends it; both pages say so", async () => {
      await tap(page, "end-session");
      await tap(page, "end-confirm");
      for (const one of [page, desk]) {
        await one.waitForSelector(testId("ended"));
      }
    });
  },
);
