/** A deploy under people's feet: pages of the old version while the new one serves. */
import { expect } from "expect";
import type { Page } from "puppeteer-core";
import { anotherVersion } from "@/tests/_support/another_version.ts";
import { until } from "@/tests/_support/patience.ts";
import { sees, tap, testId } from "./_journey.ts";
import { processes, setStage, type Stage } from "./_stage.ts";
import {
  expectFrames,
  expectSameLoad,
  expectSignalling,
  forget,
  markLoad,
  reads,
  said,
} from "./_watch.ts";

Deno.test("a deploy while pages are open", processes, async (t) => {
  await using newer = await anotherVersion();
  const stage = await setStage();
  try {
    await t.step(
      "a call goes on: same pages, same room, and it can be ended",
      () => callThroughADeploy(stage, newer.root),
    );
    await stage.clear();

    await t.step(
      "a waiting client whose video program is gone returns to the waiting room by one reload, and the artist starts",
      () => waitingThroughADeploy(stage),
    );
    await stage.clear();

    await t.step(
      "a call whose later scripts are gone goes on, and reloads when somebody asks for what is missing",
      () => callWithoutLateScripts(stage),
    );
    await stage.clear();

    await t.step(
      "a page whose scripts are removed while it loads reloads once",
      () => scriptsGone(stage, { times: 1 }),
    );
    await t.step(
      "a page whose scripts stay away does not reload again and again",
      () => scriptsGone(stage, { times: Infinity }),
    );
  } finally {
    await stage.close();
  }
});

async function callThroughADeploy(stage: Stage, root: string) {
  const { consultation, client, artist } = await stage.call();
  // What a call loads late comes before the deploy; only the streams stay open.
  for (const { page } of [client, artist]) {
    await page.waitForNetworkIdle({ concurrency: 1 });
  }
  const before = await stage.record(consultation.id);
  for (const { page } of [client, artist]) {
    await markLoad(page);
    await forget(page);
  }
  await stage.deploy(root);
  await said(client.page, "You’re connected again.");
  await expectFrames(client.page);
  await expectFrames(artist.page);
  await expectSignalling(client.page, artist.page);
  await expectSameLoad(client.page);
  await expectSameLoad(artist.page);
  expect(await stage.record(consultation.id)).toMatchObject({
    state: "live",
    twilioRoomSid: before!.twilioRoomSid,
  });
  await tap(artist.page, "end-session");
  await tap(artist.page, "end-confirm");
  await reads(client.page, "The consultation has ended");
}

/** The pages are of the version that the last deploy brought; this one brings back this repository's. */
async function waitingThroughADeploy(stage: Stage) {
  const consultation = await stage.consultation();
  // The camera is off: the SDK is not loaded yet.
  const client = await stage.person(undefined, false);
  await client.page.goto(consultation.url);
  await tap(client.page, "enter");
  await client.page.waitForSelector(`${testId("camera-on")}:enabled`);
  const artist = await stage.waitingArtist(consultation);
  await sees(artist.page, "Clara is here.");
  // The program of the artist's call, and what the client's page loads late, come
  // before the deploy; only the streams stay open.
  for (const { page } of [client, artist]) {
    await page.bringToFront();
    await page.waitForNetworkIdle({ concurrency: 1 });
    await markLoad(page);
  }

  await stage.restart("SIGTERM");
  await client.page.bringToFront();
  await expectSameLoad(client.page);
  const loads = countLoads(client.page);
  await tap(client.page, "camera-on");
  await until("the reload", () => loads.count === 1);
  await tap(client.page, "camera-on");
  await client.page.waitForSelector(testId("self-video"));

  await artist.page.bringToFront();
  await sees(artist.page, "Clara is here.");
  await tap(artist.page, "start-session");
  await expectFrames(artist.page);
  await expectFrames(client.page);
  await expectSameLoad(artist.page);
  expect(loads.count).toBe(1);
}

/** Answers the scripts of the call's dialogs as a server that has others. */
async function callWithoutLateScripts(stage: Stage) {
  const at = await stage.consultation();
  const { page } = await stage.waitingClient(at);
  const artist = await stage.waitingArtist(at);
  await page.waitForNetworkIdle({ concurrency: 1 });
  const gone = { yet: true, asked: 0, health: 0 };
  await page.setRequestInterception(true);
  page.on("request", async (request) => {
    const url = request.url();
    if (url.endsWith("/api/health")) gone.health++;
    const isLate = request.resourceType() === "script" &&
      (await (await fetch(url)).text()).includes("started your look sheet");
    if (!isLate || !gone.yet) return void request.continue();
    gone.asked++;
    await request.respond({ status: 404, body: "Not found" });
  });
  await markLoad(page);
  const loads = countLoads(page);
  await tap(artist.page, "start-session");
  await until(
    "the page to know that they are gone",
    () => gone.asked > 0 && gone.health > 0,
  );
  await expectFrames(page);
  await expectSameLoad(page);

  gone.yet = false;
  await tap(page, "chat");
  await until("the reload", () => loads.count === 1);
  await expectFrames(page);
  await tap(page, "chat");
  await page.waitForSelector('[role="log"]');
}

function countLoads(page: Page): { count: number } {
  const loads = { count: 0 };
  page.on("domcontentloaded", () => void loads.count++);
  return loads;
}

/** Answers the scripts of the first loads as a server that has others. */
async function scriptsGone(
  stage: Stage,
  { times }: { readonly times: number },
) {
  const at = await stage.consultation();
  const { page } = await stage.person();
  const loads = countLoads(page);
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    const isGone = request.resourceType() === "script" && loads.count < times;
    if (isGone) void request.respond({ status: 404, body: "Not found" });
    else void request.continue();
  });
  await page.goto(at.url);
  await until("the reload", () => loads.count === 2);
  if (times === 1) {
    await tap(page, "enter");
    await page.waitForSelector(testId("self-video"));
  } else {
    const health = await page.evaluate(() =>
      fetch("/api/health").then(({ status }) => status)
    );
    expect(health).toBe(200);
  }
  expect(loads.count).toBe(times === 1 ? 3 : 2);
}
