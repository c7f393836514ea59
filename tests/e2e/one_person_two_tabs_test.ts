/** One person, two tabs: the newer one holds the lease, and the older one never competes for it. */
import { expect } from "expect";
import type { Page } from "puppeteer-core";
import { press, testId } from "./_journey.ts";
import { type Person, processes, setStage, type Stage } from "./_stage.ts";
import { expectFrames, expectSignalling, reads, silent } from "./_watch.ts";

const ELSEWHERE = {
  client: "Your consultation is open somewhere else",
  artist: "This consultation is open in another tab",
};

Deno.test("one person with two tabs", processes, async (t) => {
  const stage = await setStage();
  try {
    await t.step(
      "the client waits in a second tab: the first steps back, and takes over again on request",
      async () => {
        const consultation = await stage.consultation();
        const first = await stage.waitingClient(consultation);
        const second = await secondTab(first, consultation.url);
        await reads(first.page, ELSEWHERE.client);
        await second.waitForSelector(testId("waiting-status"));
        await cameraIsOff(first.page);
        await neverFights(first.page, second, ELSEWHERE.client);

        await first.page.bringToFront();
        await press(first.page, "Use this tab instead");
        await reads(second, ELSEWHERE.client);
        await first.page.waitForSelector(testId("self-video"));
        await neverFights(second, first.page, ELSEWHERE.client);
        await stage.clear();
      },
    );

    await t.step(
      "the artist waits in a second tab: the same",
      async () => {
        const consultation = await stage.consultation();
        const first = await stage.waitingArtist(consultation);
        const second = await secondTab(first, first.page.url());
        await reads(first.page, ELSEWHERE.artist);
        await second.waitForSelector(testId("start-session"));
        await neverFights(first.page, second, ELSEWHERE.artist);

        await first.page.bringToFront();
        await press(first.page, "Use this tab instead");
        await reads(second, ELSEWHERE.artist);
        await first.page.waitForSelector(testId("start-session"));
        await stage.clear();
      },
    );

    for (const who of ["client", "artist"] as const) {
      await t.step(
        `the ${who} opens a second tab during the call: the call moves there, and returns on request`,
        () => duringTheCall(stage, who),
      );
    }
  } finally {
    await stage.close();
  }
});

async function duringTheCall(stage: Stage, who: "client" | "artist") {
  const call = await stage.call();
  const other = who === "client" ? call.artist : call.client;
  const first = call[who];
  const second = await secondTab(first, first.page.url());
  await reads(first.page, ELSEWHERE[who]);
  await expectFrames(second);
  await expectFrames(other.page);
  await cameraIsOff(first.page);
  await silent(other.page);
  await neverFights(first.page, second, ELSEWHERE[who]);

  await first.page.bringToFront();
  await press(first.page, "Use this tab instead");
  await reads(second, ELSEWHERE[who]);
  await first.page.waitForSelector(testId("remote-video"));
  await expectFrames(first.page);
  await expectFrames(other.page);
  await silent(first.page);
  await silent(other.page);
  await expectSignalling(first.page, other.page);
  await neverFights(second, first.page, ELSEWHERE[who]);
  await stage.clear();
}

async function secondTab(person: Person, url: string): Promise<Page> {
  const page = await person.context.newPage();
  await page.setViewport(person.page.viewport());
  await page.goto(url);
  return page;
}

/**
 * Triggers that would make a tab retry: network, visibility, return to the
 * page. After each, the tab that lost the lease has not asked for it.
 */
async function neverFights(lost: Page, holder: Page, words: string) {
  const asked: string[] = [];
  lost.on("request", (request) => {
    const wants = request.url().includes("/token") ||
      request.postData()?.includes('"arrive"');
    if (wants) asked.push(request.url());
  });
  await lost.bringToFront();
  await lost.evaluate(() => {
    globalThis.dispatchEvent(new Event("online"));
    document.dispatchEvent(new Event("visibilitychange"));
    globalThis.dispatchEvent(
      new PageTransitionEvent("pageshow", { persisted: true }),
    );
  });
  // One full round trip to the server: whatever the events triggered has been
  // sent.
  await lost.evaluate(() => fetch("/api/health").then((r) => r.text()));
  await holder.bringToFront();
  await holder.evaluate(() => fetch("/api/health").then((r) => r.text()));
  expect(asked).toEqual([]);
  expect(await lost.evaluate(() => document.body.innerText)).toContain(words);
  expect(await holder.evaluate(() => document.body.innerText)).not
    .toContain(words);
}

async function cameraIsOff(page: Page) {
  expect(await page.$(testId("self-video"))).toBe(null);
}
