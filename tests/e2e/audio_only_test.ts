/** Who listens without pictures pays for no pictures, in either direction; by the bytes that really go. */
import { expect } from "expect";
import type { Page } from "puppeteer-core";
import { press, tap, testId } from "./_journey.ts";
import { type CallOnStage, processes, setStage } from "./_stage.ts";
import {
  expectFrames,
  expectSound,
  forget,
  reads,
  said,
  silent,
} from "./_watch.ts";

const LISTENS = "Clara is listening without pictures, to spare the connection.";

Deno.test(
  "sound only stops the pictures in both directions",
  processes,
  async (t) => {
    const stage = await setStage();
    try {
      const call = await stage.call();
      const { client, artist } = call;
      let before = { received: 0, sent: 0 };

      await t.step(
        "the client chooses it: the artist's page stops sending, the sound goes on, and both pages say so",
        async () => {
          await expectFrames(client.page);
          await expectFrames(artist.page);
          before = await pictureRates(client.page);
          await tap(client.page, "more");
          await tap(client.page, "sound-only");
          await client.page.keyboard.press("Escape");
          await said(client.page, "You hear each other, without pictures.");
          await said(artist.page, LISTENS);
          await noPictures(client.page, before);
          await expectSound(client.page);
          await expectSound(artist.page);
          expect(
            await artist.page.$eval(
              `${testId("call-banner")} [role]`,
              (banner) => banner.getAttribute("role"),
            ),
          ).toBe("status");
          await reads(artist.page, "Listening without pictures");
          expect(await artist.page.$eval("body", (b) => b.innerText))
            .not.toContain("camera is off");
          await look(call, "sound-only");
        },
      );

      await t.step("it outlives a reload of either page", async () => {
        for (const page of [client.page, artist.page]) {
          await page.reload();
          await said(client.page, "You hear each other, without pictures.");
          await said(artist.page, LISTENS);
          await expectSound(client.page);
          await expectSound(artist.page);
          await noPictures(client.page, before);
          await forget(client.page, artist.page);
        }
      });

      await t.step("it outlives a cut line", async () => {
        await forget(client.page, artist.page);
        stage.line.cut();
        await said(client.page, "You are back.");
        await said(artist.page, "You are back.");
        await said(artist.page, LISTENS);
        await expectSound(client.page);
        await noPictures(client.page, before);
      });

      await t.step(
        "pictures come back on both sides when the client wants them",
        async () => {
          await client.page.bringToFront();
          await press(client.page, "Picture on");
          await expectFrames(client.page);
          await expectFrames(artist.page);
          await silent(client.page);
          await silent(artist.page);
          const after = await pictureRates(client.page);
          expect(after.received).toBeGreaterThan(before.received / 10);
          expect(after.sent).toBeGreaterThan(before.sent / 10);
        },
      );
    } finally {
      await stage.close();
    }
  },
);

/** Less than a twentieth of what there was, within the time that a page takes to hear of it. */
async function noPictures(page: Page, before: Rates) {
  let now = await pictureRates(page);
  for (let tries = 0; tries < 10 && !isQuiet(now, before); tries++) {
    now = await pictureRates(page);
  }
  expect(now.received).toBeLessThan(before.received / 20);
  expect(now.sent).toBeLessThan(before.sent / 20);
}

type Rates = Record<"received" | "sent", number>;

function isQuiet(now: Rates, before: Rates): boolean {
  return now.received < before.received / 20 && now.sent < before.sent / 20;
}

/** Bytes of pictures in two seconds of this page's. */
function pictureRates(page: Page): Promise<Rates> {
  return page.evaluate(async () => {
    const before = await pictureBytes();
    await new Promise((done) => setTimeout(done, 2_000));
    const after = await pictureBytes();
    const grown = (way: "received" | "sent") =>
      Object.entries(after[way]).reduce(
        (sum, [stream, bytes]) => sum + bytes - (before[way][stream] ?? 0),
        0,
      );
    return { received: grown("received"), sent: grown("sent") };
  });
}

/** With `SCREENSHOTS` set to a folder, pictures for people to look at. */
async function look({ client, artist }: CallOnStage, name: string) {
  const folder = Deno.env.get("SCREENSHOTS");
  if (!folder) return;
  for (const [who, { page }] of Object.entries({ client, artist })) {
    await page.bringToFront();
    await page.screenshot({ path: `${folder}/${name}-${who}.png` });
  }
}
