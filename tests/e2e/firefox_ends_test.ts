/**
 * A call in which Firefox learns only from the video service that its token has
 * expired, or its room is completed.
 */
import { expect } from "expect";
import { clientPage, withFirefox } from "./_firefox.ts";
import type { Page } from "puppeteer-core";
import { tap, testId } from "./_journey.ts";
import { shortenFirstPass } from "./_short_pass.ts";
import { setStage } from "./_stage.ts";
import {
  expectDecoding,
  expectSameLoad,
  expectSignalling,
  forget,
  markLoad,
  said,
  silent,
} from "./_watch.ts";

withFirefox(
  "a client in Firefox hears that the pass ran out and that the room is completed",
  () => setStage(),
  async ({ t, stage, firefox }) => {
    const page = await clientPage(firefox);
    await page.evaluateOnNewDocument(keepStreams);
    const consultation = await stage.consultation();
    await page.goto(consultation.url);
    await tap(page, "enter");
    await tap(page, "camera-on");
    await page.waitForSelector(testId("self-video"));
    const { page: desk } = await stage.waitingArtist(consultation);
    const passes = await shortenFirstPass(page, stage);
    await tap(desk, "start-session");
    for (const one of [page, desk]) await expectDecoding(one);
    await expectSignalling(page, desk);

    await t.step(
      "the token expires: at the next cut the page says so, gets a new one by itself, and the call continues",
      async () => {
        await markLoad(page);
        const runsOut = passes[0]! * 1000 + 1000;
        await new Promise((done) => setTimeout(done, runsOut - Date.now()));
        await silent(page);
        await forget(page);
        stage.line.cut();
        await said(page, "Your access to this call has expired.");
        await said(page, "You’re connected again.");
        await silent(page);
        await silent(desk);
        for (const one of [page, desk]) await expectDecoding(one);
        await expectSignalling(page, desk);
        await expectSameLoad(page);
      },
    );

    await t.step(
      "the room is completed, and only the video service can say so (53118): the page knows",
      async () => {
        await forget(page);
        await deafen(page);
        // Earlier requests have ended when the connection is back.
        stage.line.cut();
        await said(page, "You’re connected again.");
        const heard: string[] = [];
        page.on("response", (response) => {
          if (response.url().includes("/waiting-status")) {
            heard.push(response.url());
          }
        });
        await stage.post(
          `/api/video/consultation/${consultation.id}/end-session?session=artist`,
          consultation.artist.email,
        );
        await page.waitForSelector(testId("ended"));
        expect(heard).toEqual([]);
        await expectSameLoad(page);
        expect(await stage.record(consultation.id))
          .toMatchObject({ state: "ended" });
      },
    );
  },
);

declare global {
  var streams: EventSource[];
}

/** Runs in the page before its own scripts. */
function keepStreams() {
  globalThis.streams = [];
  globalThis.EventSource = class extends EventSource {
    constructor(...args: ConstructorParameters<typeof EventSource>) {
      super(...args);
      globalThis.streams.push(this);
    }
  };
}

/** From now on the page gets no news of the consultation from the studio, by push or by polling. */
async function deafen(page: Page) {
  await page.evaluate(() => {
    const ask = globalThis.fetch;
    globalThis.fetch = (...request) =>
      String(request[0]).includes("/waiting-status")
        ? Promise.reject(new TypeError("deaf"))
        : ask(...request);
    for (const stream of globalThis.streams) stream.close();
    const Stream = globalThis.EventSource;
    globalThis.EventSource = class extends Stream {
      constructor(url: string | URL) {
        super(url);
        this.close();
      }
    };
  });
}
