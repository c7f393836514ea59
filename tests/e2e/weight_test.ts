/** What a page makes a phone download and run, in bytes of gzip: an amount, and no time. */
import { expect } from "expect";
import { gzipSync } from "node:zlib";
import type { Page } from "puppeteer-core";
import { tap, testId } from "./_journey.ts";
import { ADMIN, processes, setStage, type Stage } from "./_stage.ts";

const KB = 1024;

Deno.test("the weight of pages", processes, async (t) => {
  const stage = await setStage();
  try {
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
        ["the choice of a time", time, 12],
        // Its pictures are made smaller before they are sent.
        ["the details of a booking", `${time}&at=2099-01-01T09:00:00.000Z`, 18],
      ] as const
    ) {
      await t.step(`${name} ships one small island`, async () => {
        const page = await aPage(stage);
        const scripts = await loading(page, () => page.goto(url));
        expect(scripts.length).toBeGreaterThan(0);
        expect(sum(scripts)).toBeLessThan(most * KB);
      });
    }

    const appointment = await stage.appointment();
    let sdk = 0;

    await t.step(
      "the client's door and waiting room are light, and the SDK comes only with the camera",
      async () => {
        const { page } = await stage.person(undefined, false);
        const door = await loading(page, () => page.goto(appointment.url));
        expect(isSdk(door)).toBe(false);
        expect(sum(door)).toBeLessThan(20 * KB);

        const waiting = await loading(page, async () => {
          await tap(page, "enter");
          await page.waitForSelector(`${testId("camera-on")}:enabled`);
        });
        expect(isSdk(waiting)).toBe(false);
        const before = new Map([...door, ...waiting].map((s) => [s.url, s]));
        expect(sum([...before.values()])).toBeLessThan(50 * KB);

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
        sdk = sum(camera.filter((script) => isSdk([script])));
        // The page before the call is the smaller part of what a call needs in all.
        expect(sum([...before.values()])).toBeLessThan(sdk * 2 / 3);
      },
    );

    await t.step(
      "the artist's day, their page before the camera and the admin's page load no SDK",
      async () => {
        const { page, context } = await stage.person(undefined, false);
        await stage.signIn(
          { page, context, complaints: [] },
          appointment.artist.email,
        );
        const day = await loading(
          page,
          () => page.goto(`${stage.baseUrl}/artist`),
        );
        expect(isSdk(day)).toBe(false);
        expect(sum(day)).toBeLessThan(36 * KB);
        const before = await loading(page, async () => {
          await page.goto(
            `${stage.baseUrl}/artist/consultations/${appointment.id}`,
          );
          await page.waitForSelector(`${testId("camera-on")}:enabled`);
        });
        expect(isSdk(before)).toBe(false);
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

/** The scripts that arrive while something is done, and until the network rests. */
async function loading(
  page: Page,
  act: () => Promise<unknown>,
): Promise<Script[]> {
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
  await act();
  // An event stream stays open: one connection is a network at rest.
  await page.waitForNetworkIdle({ concurrency: 2, idleTime: 300 });
  page.off("response", listen);
  return await Promise.all(pending);
}

function sum(scripts: readonly Script[]): number {
  return scripts.reduce((bytes, script) => bytes + script.bytes, 0);
}

function isSdk(scripts: readonly Pick<Script, "url">[]): boolean {
  return scripts.some(({ url }) => url.includes("/vendor/twilio-video"));
}
