/** A session that ends while its pages are still joining: they say so, and do not stay on "Connecting you…". */
import { expect } from "expect";
import type { Page } from "puppeteer-core";
import { testId } from "./_journey.ts";
import { processes, setStage } from "./_stage.ts";

declare global {
  /** Offers that were asked for, and have to wait. */
  var offersAsked: number;
}

Deno.test("ended while joining", processes, async (t) => {
  const stage = await setStage();

  /** Both wait, the session starts and, when `then` is over, ends. */
  async function endsAfter(
    then: (pages: Page[]) => Promise<void>,
    before: (page: Page) => Promise<void> = async () => {},
  ) {
    const at = await stage.appointment();
    const client = await stage.waitingClient(at);
    const artist = await stage.waitingArtist(at);
    const pages = [client.page, artist.page];
    for (const page of pages) await before(page);
    const session = `/api/video/consultation/${at.id}`;
    await stage.post(`${session}/start-session`, at.artist.email);
    await then(pages);
    await stage.post(
      `${session}/end-session?session=artist`,
      at.artist.email,
    );
    for (const page of pages) {
      await page.waitForFunction(
        (ended) => document.querySelector(ended) !== null,
        { timeout: 20_000, polling: 100 },
        testId("ended"),
      );
      // Camera and microphone are let go of.
      expect(
        await page.evaluate(() => captured.map((track) => track.readyState)),
      ).toEqual(["ended", "ended"]);
    }
    // Late answers of the SDK would come by now.
    await new Promise((resolve) => setTimeout(resolve, 500));
    for (const { complaints } of [client, artist]) {
      // A pass asked for a moment too late is refused; an error of a script's own is another matter.
      expect(complaints.filter((one) => !/status of 410/.test(one))).toEqual(
        [],
      );
    }
    await stage.clear();
  }

  try {
    await t.step(
      "before the SDK has made its offer",
      () =>
        endsAfter(async (pages) => {
          for (const page of pages) {
            await page.waitForFunction(
              () => globalThis.offersAsked > 0,
              { polling: 50 },
            );
          }
        }, slowOffers),
    );

    for (const ms of [0, 90, 210, 500]) {
      await t.step(
        `${ms} ms after it began`,
        () =>
          endsAfter(() => new Promise((resolve) => setTimeout(resolve, ms))),
      );
    }
  } finally {
    await stage.close();
  }
});

/** As on a slow phone: an offer takes until the session has ended. */
async function slowOffers(page: Page) {
  await page.evaluate(() => {
    globalThis.offersAsked = 0;
    const offer = RTCPeerConnection.prototype.createOffer as (
      this: RTCPeerConnection,
      options?: RTCOfferOptions,
    ) => Promise<RTCSessionDescriptionInit>;
    RTCPeerConnection.prototype.createOffer = async function (
      this: RTCPeerConnection,
      options?: RTCOfferOptions,
    ) {
      globalThis.offersAsked++;
      await new Promise((resolve) => setTimeout(resolve, 1500));
      return offer.call(this, options);
    } as RTCPeerConnection["createOffer"];
  });
}
