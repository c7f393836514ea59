/** A session that ends while its pages are still joining: they say so, and do not stay on "Connecting you…". */
import { expect } from "expect";
import type { Page } from "puppeteer-core";
import { testId } from "./_journey.ts";
import { processes, setStage } from "./_stage.ts";
import { released } from "./_watch.ts";

declare global {
  var offers: { connection: RTCPeerConnection; settled: boolean }[];
}

Deno.test("ended while joining", processes, async (t) => {
  const stage = await setStage();

  /** Both wait, the session starts and ends once `then` has resolved. */
  async function endsAfter(
    then: (pages: Page[]) => Promise<void>,
    delayMs = 0,
  ) {
    const at = await stage.consultation();
    const client = await stage.waitingClient(at);
    const artist = await stage.waitingArtist(at);
    const pages = [client.page, artist.page];
    for (const page of pages) await page.evaluate(delayOffers, delayMs);
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
        { polling: 100 },
        testId("ended"),
      );
      await released(page);
    }
    // Late SDK callbacks have run.
    for (const page of pages) {
      await page.waitForFunction(
        // A connection that is closed meanwhile never settles its offer.
        () =>
          globalThis.offers.every(({ connection, settled }) =>
            settled || connection.signalingState === "closed"
          ),
        { polling: 50 },
      );
    }
    for (const { complaints } of [client, artist]) {
      // A token requested too late is refused; a script error would be a real
      // failure.
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
              () => globalThis.offers.length > 0,
              { polling: 50 },
            );
          }
        }, 1500),
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

/** Runs in the page. Simulates a slow phone: an offer may take until the session has ended. */
function delayOffers(ms: number) {
  globalThis.offers = [];
  const offer = RTCPeerConnection.prototype.createOffer as (
    this: RTCPeerConnection,
    options?: RTCOfferOptions,
  ) => Promise<RTCSessionDescriptionInit>;
  RTCPeerConnection.prototype.createOffer = async function (
    this: RTCPeerConnection,
    options?: RTCOfferOptions,
  ) {
    const made = { connection: this, settled: false };
    globalThis.offers.push(made);
    try {
      if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
      return await offer.call(this, options);
    } finally {
      // After the SDK's own callbacks on this promise.
      setTimeout(() => made.settled = true);
    }
  } as RTCPeerConnection["createOffer"];
}
