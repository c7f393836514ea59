/** A call of which Firefox has to hear from the video service alone: its pass has run out, its room is completed. */
import { expect } from "expect";
import type { Page } from "puppeteer-core";
import { findFirefox, launchFirefox } from "../_support/firefox.ts";
import { tap, testId, watchMedia } from "./_journey.ts";
import { shortenFirstPass } from "./_short_pass.ts";
import { processes, setStage } from "./_stage.ts";
import {
  expectDecoding,
  expectSameLoad,
  expectSignalling,
  forget,
  markLoad,
  said,
  silent,
  watchPage,
} from "./_watch.ts";

const program = await findFirefox();
if (!program) {
  console.error(
    "No Firefox here (FIREFOX_PATH, PATH): what it hears of an end is left out.",
  );
}

Deno.test({
  name:
    "a client in Firefox hears that the pass ran out and that the room is completed",
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
      await page.evaluateOnNewDocument(keepStreams);
      const appointment = await stage.appointment();
      await page.goto(appointment.url);
      await tap(page, "enter");
      await tap(page, "camera-on");
      await page.waitForSelector(testId("self-video"));
      const { page: desk } = await stage.waitingArtist(appointment);
      const passes = await shortenFirstPass(page, stage);
      await tap(desk, "start-session");
      for (const one of [page, desk]) await expectDecoding(one);
      await expectSignalling(page, desk);

      await t.step(
        "the pass runs out: at the next cut the page says so, gets a new one by itself, and the call goes on",
        async () => {
          await markLoad(page);
          const runsOut = passes[0]! * 1000 + 1000;
          await new Promise((done) => setTimeout(done, runsOut - Date.now()));
          await silent(page);
          await forget(page);
          stage.line.cut();
          await said(page, "Your pass for this call has run out.");
          await said(page, "You are back.");
          await silent(page);
          await silent(desk);
          for (const one of [page, desk]) await expectDecoding(one);
          await expectSignalling(page, desk);
          await expectSameLoad(page);
        },
      );

      await t.step(
        "the room is completed, and the video service alone can say so (53118): the page knows",
        async () => {
          await forget(page);
          await deafen(page);
          // What was asked before is over when the line is back.
          stage.line.cut();
          await said(page, "You are back.");
          const heard: string[] = [];
          page.on("response", (response) => {
            if (response.url().includes("/waiting-status")) {
              heard.push(response.url());
            }
          });
          await stage.post(
            `/api/video/consultation/${appointment.id}/end-session?session=artist`,
            appointment.artist.email,
          );
          await page.waitForSelector(testId("ended"));
          expect(heard).toEqual([]);
          await expectSameLoad(page);
          expect(await stage.record(appointment.id))
            .toMatchObject({ state: "ended" });
        },
      );
    } finally {
      await firefox.close();
      await stage.close();
    }
  },
});

declare global {
  var streams: EventSource[];
}

/** Runs in the page, before its own scripts. */
function keepStreams() {
  globalThis.streams = [];
  globalThis.EventSource = class extends EventSource {
    constructor(...args: ConstructorParameters<typeof EventSource>) {
      super(...args);
      globalThis.streams.push(this);
    }
  };
}

/** From now on the page hears nothing of the consultation from the studio, neither pushed nor asked for. */
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
