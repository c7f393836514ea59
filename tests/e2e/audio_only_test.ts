/** Audio only saves video traffic in both directions; measured in bytes actually sent. */
import { until } from "@/tests/_support/patience.ts";
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

const LISTENS = "Clara is listening without video, to save bandwidth.";

Deno.test(
  "audio only stops video in both directions",
  processes,
  async (t) => {
    const stage = await setStage();
    try {
      const call = await stage.call();
      const { client, artist } = call;
      let before = { received: 0, sent: 0 };

      await t.step(
        "the client chooses it: the artist's page stops sending video, audio continues, and both pages say so",
        async () => {
          await expectFrames(client.page);
          await expectFrames(artist.page);
          before = await videoRates(client.page);
          await tap(client.page, "more");
          await tap(client.page, "sound-only");
          await client.page.keyboard.press("Escape");
          await said(client.page, "You hear each other, without video.");
          await said(artist.page, LISTENS);
          await noVideo(client.page, before);
          await expectSound(client.page);
          await expectSound(artist.page);
          expect(
            await artist.page.$eval(
              `${testId("call-banner")} [role]`,
              (banner) => banner.getAttribute("role"),
            ),
          ).toBe("status");
          await reads(artist.page, "Listening without video");
          expect(await artist.page.$eval("body", (b) => b.innerText))
            .not.toContain("camera is off");
          await look(call, "sound-only");
        },
      );

      await t.step("audio only survives a reload of either page", async () => {
        for (const page of [client.page, artist.page]) {
          await page.reload();
          await said(client.page, "You hear each other, without video.");
          await said(artist.page, LISTENS);
          await expectSound(client.page);
          await expectSound(artist.page);
          await noVideo(client.page, before);
          await forget(client.page, artist.page);
        }
      });

      await t.step("audio only survives a cut connection", async () => {
        await forget(client.page, artist.page);
        stage.line.cut();
        await said(client.page, "You’re connected again.");
        await said(artist.page, "You’re connected again.");
        await said(artist.page, LISTENS);
        await expectSound(client.page);
        await noVideo(client.page, before);
      });

      await t.step(
        "video resumes on both sides when the client wants it",
        async () => {
          await client.page.bringToFront();
          await press(client.page, "Turn video on");
          await expectFrames(client.page);
          await expectFrames(artist.page);
          await silent(client.page);
          await silent(artist.page);
          const after = await videoRates(client.page);
          expect(after.received).toBeGreaterThan(before.received / 10);
          expect(after.sent).toBeGreaterThan(before.sent / 10);
        },
      );
    } finally {
      await stage.close();
    }
  },
);

/** Less than a twentieth of the former rate, within the time that a page takes to learn of it. */
async function noVideo(page: Page, before: Rates) {
  await until("a page without video", async () => {
    const now = await videoRates(page);
    if (!isQuiet(now, before)) throw new Error(JSON.stringify({ now, before }));
    return true;
  });
}

type Rates = Record<"received" | "sent", number>;

function isQuiet(now: Rates, before: Rates): boolean {
  return now.received < before.received / 20 && now.sent < before.sent / 20;
}

/** Bytes of video in two seconds on this page. */
function videoRates(page: Page): Promise<Rates> {
  return page.evaluate(async () => {
    const before = await videoBytes();
    await new Promise((done) => setTimeout(done, 2_000));
    const after = await videoBytes();
    const grown = (way: "received" | "sent") =>
      Object.entries(after[way]).reduce(
        (sum, [stream, bytes]) => sum + bytes - (before[way][stream] ?? 0),
        0,
      );
    return { received: grown("received"), sent: grown("sent") };
  });
}

/** With `SCREENSHOTS` set to a folder, saves screenshots for review. */
async function look({ client, artist }: CallOnStage, name: string) {
  const folder = Deno.env.get("SCREENSHOTS");
  if (!folder) return;
  for (const [who, { page }] of Object.entries({ client, artist })) {
    await page.bringToFront();
    await page.screenshot({ path: `${folder}/${name}-${who}.png` });
  }
}
