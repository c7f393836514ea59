/** A token that expires during a call, on the product's own pages. */
import { expect } from "expect";
import { tap, testId } from "./_journey.ts";
import { shortenFirstPass } from "./_short_pass.ts";
import { processes, setStage } from "./_stage.ts";
import {
  expectFrames,
  expectSameLoad,
  expectSignalling,
  forget,
  markLoad,
  said,
  silent,
} from "./_watch.ts";

Deno.test(
  "the client's token expires during the call: at the next cut the page says so, gets a new one by itself, and the call continues",
  processes,
  async () => {
    const stage = await setStage();
    try {
      const consultation = await stage.consultation();
      const client = await stage.waitingClient(consultation);
      const artist = await stage.waitingArtist(consultation);
      const { page } = client;
      const passes = await shortenFirstPass(page, stage);
      await tap(artist.page, "start-session");
      await expectFrames(page);
      await expectFrames(artist.page);
      await expectSignalling(page, artist.page);
      expect(passes.length).toBe(1);
      await markLoad(page);
      await forget(page, artist.page);

      const runsOut = passes[0]! * 1000 + 1000;
      await new Promise((done) => setTimeout(done, runsOut - Date.now()));
      // Until the SDK must present it, an expired token has no effect.
      await expectFrames(page);
      await silent(page);
      stage.line.cut();
      await said(page, "Your access to this call has expired.");
      await said(page, "You’re connected again.");
      await silent(page);
      await silent(artist.page);
      await expectFrames(page);
      await expectFrames(artist.page);
      await expectSignalling(page, artist.page);
      await expectSameLoad(page);
      expect(await page.$(testId("ended"))).toBe(null);
    } finally {
      await stage.close();
    }
  },
);
