/**
 * What a page makes a phone download and run, in gzipped bytes: a size, not a
 * time. Budgets of pages with islands are for the app's own share: what Fresh
 * itself weighs is measured beside it, so that they hold on any Fresh.
 */
import { expect } from "expect";
import { gzipSync } from "node:zlib";
import type { Page } from "puppeteer-core";
import { frameworkBytes } from "@/tests/_support/framework_bytes.ts";
import { tap, testId } from "./_journey.ts";
import { ADMIN, processes, setStage, type Stage } from "./_stage.ts";
import { expectFrames } from "./_watch.ts";

const KB = 1024;

Deno.test("the weight of pages", processes, async (t) => {
  const stage = await setStage();
  try {
    const framework = await frameworkBytes();
    const book = `${stage.baseUrl}/book?service=evening-look`;
    const time = `${book}&artist=ines-vidal&zone=UTC`;
    for (
      const [name, url] of [
        ["the first page", `${stage.baseUrl}/`],
        ["the choice of a service", `${stage.baseUrl}/book`],
        ["the choice of an artist", book],
        ["the sign-in", `${stage.baseUrl}/sign-in`],
        ["the sign-in's code", `${stage.baseUrl}/sign-in/code`],
        ["a page that does not exist", `${stage.baseUrl}/nothing`],
      ] as const
    ) {
      await t.step(`${name} ships no JavaScript`, async () => {
        const page = await aPage(stage);
        const scripts = await loading(page, () => page.goto(url));
        expect(scripts).toEqual([]);
        expect(
          await page.$$eval("script[src], link[as=script]", (s) => s.length),
        )
          .toBe(0);
      });
    }

    for (
      const [name, url, most] of [
        ["the page of a sign-in link", `${stage.baseUrl}/sign-in/link#x`, 4],
        ["the choice of a time", time, 4],
        // Its photos are resized before they are sent.
        ["the details of a booking", `${time}&at=2099-01-01T09:00:00.000Z`, 6],
      ] as const
    ) {
      await t.step(
        `${name} ships one small module and no framework`,
        async () => {
          const page = await aPage(stage);
          const scripts = await loading(page, () => page.goto(url));
          expect(scripts.length).toBe(1);
          expect(scripts[0]!.url).toContain("/vendor/");
          expect(sum(scripts)).toBeLessThanOrEqual(most * KB);
        },
      );
    }

    const consultation = await stage.consultation();

    await t.step(
      "the client's entry page and waiting room are light, and the SDK comes only with the camera",
      async () => {
        const { page } = await stage.person(undefined, false);
        const door = await loading(page, () => page.goto(consultation.url));
        expect(isSdk(door)).toBe(false);
        expect(door.length).toBe(1);
        expect(sum(door)).toBeLessThanOrEqual(4 * KB);

        const waiting = await loading(page, async () => {
          await tap(page, "enter");
          await page.waitForSelector(`${testId("camera-on")}:enabled`);
        });
        expect(isSdk(waiting)).toBe(false);
        const own = sum(waiting) - framework;
        expect(own).toBeGreaterThan(0);
        console.log(
          "OWN",
          own,
          waiting.map((s) => s.bytes).sort((a, b) => a - b).join(" "),
        );
        expect(own).toBeLessThanOrEqual(24 * KB);
        const before = new Map([...door, ...waiting].map((s) => [s.url, s]));

        const camera = await loading(
          page,
          () =>
            Promise.all([
              page.waitForResponse((response) =>
                isSdk([{ url: response.url() }])
              ),
              tap(page, "camera-on"),
            ]),
        );
        expect(isSdk(camera)).toBe(true);
        const sdk = sum(camera.filter((script) => isSdk([script])));
        // The page before the call is the smaller part of a call's total.
        expect(sum([...before.values()])).toBeLessThan(sdk * 2 / 3);
      },
    );

    await t.step(
      "a client who joins a call that has begun loads little until the first picture, and the rest of the call after it",
      async () => {
        const begun = await stage.consultation();
        const artist = await stage.waitingArtist(begun);
        await stage.post(
          `/api/video/consultation/${begun.id}/start-session`,
          begun.artist.email,
        );
        await artist.page.waitForSelector(testId("end-session"));
        const { page } = await stage.person(undefined, false);
        const scripts = scriptsOf(page);
        await page.goto(begun.url);
        await tap(page, "enter");
        await tap(page, "camera-on");
        await expectFrames(page);
        const first = await scripts.since();
        expect(isSdk(first)).toBe(true);
        console.log("FIRST", sum(first) - framework);
        expect(sum(first) - framework).toBeLessThanOrEqual(125 * KB);

        await page.waitForNetworkIdle({ concurrency: 2, idleTime: 3_000 });
        expect((await scripts.since()).length).toBeGreaterThan(first.length);
        await tap(page, "chat");
        await page.waitForSelector('[role="log"]');
        await stage.clear();
      },
    );

    await t.step(
      "the artist's day, their page before the camera and the admin's page load no SDK",
      async () => {
        const { page, context } = await stage.person(undefined, false);
        await stage.signIn(
          { page, context, complaints: [] },
          consultation.artist.email,
        );
        const day = await loading(
          page,
          () => page.goto(`${stage.baseUrl}/artist`),
        );
        expect(isSdk(day)).toBe(false);
        // With the alerts, which an artist who looks elsewhere needs from the start.
        console.log("DAY", sum(day) - framework);
        expect(sum(day) - framework).toBeLessThan(13 * KB);
        const before = await loading(page, async () => {
          await page.goto(
            `${stage.baseUrl}/artist/consultations/${consultation.id}`,
          );
          await page.waitForSelector(`${testId("camera-on")}:enabled`);
        });
        expect(isSdk(before)).toBe(false);
        console.log("BEFORE", sum(before) - framework);
        expect(sum(before) - framework).toBeLessThan(34 * KB);
        await stage.signIn({ page, context, complaints: [] }, ADMIN);
        const admin = await loading(
          page,
          () => page.goto(`${stage.baseUrl}/admin`),
        );
        expect(admin).toEqual([]);
      },
    );
  } finally {
    await stage.close();
  }
});

interface Script {
  readonly url: string;
  readonly bytes: number;
}

async function aPage(stage: Stage): Promise<Page> {
  return (await stage.person(undefined, false)).page;
}

/** The scripts loaded during an action, until the network is idle. */
async function loading(
  page: Page,
  act: () => Promise<unknown>,
): Promise<Script[]> {
  const scripts = scriptsOf(page);
  await act();
  // An event stream stays open, so one connection counts as idle.
  await page.waitForNetworkIdle({ concurrency: 2, idleTime: 300 });
  const all = await scripts.since();
  scripts.stop();
  return all;
}

/** Counts the scripts that a page loads from now on. */
function scriptsOf(page: Page) {
  const pending: Promise<Script>[] = [];
  const listen = (response: import("puppeteer-core").HTTPResponse) => {
    const type = response.headers()["content-type"] ?? "";
    if (!type.includes("javascript")) return;
    pending.push(
      response.buffer().then((body) => ({
        url: response.url(),
        bytes: gzipSync(body).length,
      })),
    );
  };
  page.on("response", listen);
  return {
    since: () => Promise.all(pending),
    stop: () => page.off("response", listen),
  };
}

function sum(scripts: readonly Script[]): number {
  return scripts.reduce((bytes, script) => bytes + script.bytes, 0);
}

function isSdk(scripts: readonly Pick<Script, "url">[]): boolean {
  return scripts.some(({ url }) => url.includes("/vendor/twilio-video"));
}
