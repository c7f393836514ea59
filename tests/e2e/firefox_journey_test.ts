/** The main journey with the client in Firefox and the artist in Chromium. */
import { findFirefox, launchFirefox } from "../_support/firefox.ts";
import {
  book,
  clientLink,
  expectMovingPicture,
  mailTo,
  press,
  tap,
  testId,
  watchMedia,
} from "./_journey.ts";
import { processes, setStage } from "./_stage.ts";
import {
  expectDecoding,
  expectSignalling,
  expectSound,
  forget,
  reads,
  said,
  silent,
  watchPage,
} from "./_watch.ts";

const program = await findFirefox();
if (!program) {
  console.error(
    "No Firefox here (FIREFOX_PATH, PATH): its journey is left out.",
  );
}
const CLIENT = { name: "Clara Haas", email: "clara@client.example" };

Deno.test({
  name:
    "a client in Firefox books, waits, talks to an artist in Chromium and ends it",
  ignore: program === null,
  ...processes,
  async fn(t) {
    const [stage, firefox] = await Promise.all([
      setStage(),
      launchFirefox(program!),
    ]);
    try {
      const page = await firefox.newPage();
      await page.setViewport({ width: 390, height: 844 });
      await page.evaluateOnNewDocument(watchMedia);
      await page.evaluateOnNewDocument(watchPage);
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

      await t.step("the client comes in by the mail's link", async () => {
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
          await expectMovingPicture(one);
          await expectDecoding(one);
          await expectSound(one);
        }
      });

      await t.step("mute is seen from either side", async () => {
        await expectSignalling(page, desk);
      });

      await t.step("the line is cut; the call goes on", async () => {
        for (const one of [page, desk]) await silent(one);
        await forget(page, desk);
        stage.line.cut();
        for (const one of [page, desk]) await said(one, "Reconnecting…");
        for (const one of [page, desk]) {
          await said(one, "You are back.");
          await silent(one);
          await expectDecoding(one);
        }
        await expectSignalling(page, desk);
      });

      await t.step("the client ends it; both pages say so", async () => {
        await tap(page, "end-session");
        await tap(page, "end-confirm");
        for (const one of [page, desk]) {
          await one.waitForSelector(testId("ended"));
        }
      });
    } finally {
      await firefox.close();
      await stage.close();
    }
  },
});
