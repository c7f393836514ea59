/** The way in: out of other apps' browsers, before the room opens, and from a computer to a phone. */
import { expect } from "expect";
import { gzipSync } from "node:zlib";
import type { Page } from "puppeteer-core";
import { inspect } from "./_axe.ts";
import {
  clientLink,
  mailTo,
  PHONE,
  press,
  sees,
  tap,
  testId,
} from "./_journey.ts";
import { enter, processes, setStage, type Stage } from "./_stage.ts";

const IN_INSTAGRAM =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 380.0.0.28.100 (iPhone16,1; iOS 18_5; en_GB; en-GB; scale=3.00; 1179x2556; 700000000)";
const IN_GOOGLE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) GSA/380.0.788317806 Mobile/15E148 Safari/604.1";
const IN_WEB_VIEW =
  "Mozilla/5.0 (Linux; Android 15; Pixel 9 Build/AP4A.250105.002; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/140.0.7339.39 Mobile Safari/537.36";

Deno.test("the door and before the window", processes, async (t) => {
  const stage = await setStage({
    // The seed's booking in two hours is early; the stage's own are inside.
    env: { JOIN_EARLY_MINUTES: "110" },
  });
  try {
    const at = await stage.consultation();

    await t.step(
      "inside Instagram, copying comes first and works without a clipboard; the way out has the whole link; the door is one script of 4 kB",
      async () => {
        const { page } = await inside(stage, IN_INSTAGRAM);
        await page.evaluateOnNewDocument(() => {
          Object.defineProperty(navigator, "clipboard", { value: undefined });
          document.execCommand = () => false;
        });
        const scripts = scriptsOf(page);
        await page.goto(at.url);
        await sees(page, "You opened this link inside Instagram");
        await sees(page, "Camera and microphone may not work here.");
        await sees(page, "With");
        expect(await ways(page)).toEqual(["Copy link", "Open in your browser"]);
        const out = new URL(await hrefOut(page));
        expect(out.protocol).toBe("instagram:");
        expect(out.searchParams.get("url")).toBe(at.url);

        await press(page, "Copy link");
        await sees(page, "The link is selected above");
        expect(await selectedText(page)).toBe(at.url);

        await page.waitForNetworkIdle({ idleTime: 300 });
        const sizes = await scripts();
        expect(sizes.length).toBe(1);
        expect(sizes[0]!.bytes).toBeLessThanOrEqual(4 * 1024);
      },
    );

    await t.step(
      "entering there stays possible, and the waiting room knows the way out too, although its address has no secret",
      async () => {
        const { page } = await inside(stage, IN_GOOGLE);
        await page.goto(at.url);
        expect(await ways(page)).toEqual(["Open in Safari", "Copy link"]);
        await press(page, "Continue here");
        await sees(page, "Waiting for");
        await sees(page, "You opened this link inside the Google app");
        expect(page.url()).toBe(at.url.split("#")[0]);
        expect(await hrefOut(page)).toBe(`x-safari-${at.url}`);
        // A reload keeps it, as the tab does.
        await page.reload();
        await sees(page, "Open in Safari");
        expect(await hrefOut(page)).toBe(`x-safari-${at.url}`);
      },
    );

    await t.step(
      "inside an Android app, the browser resolves the intent to the whole link",
      async () => {
        const { page } = await inside(stage, IN_WEB_VIEW);
        await page.goto(at.url);
        await sees(page, "You opened this link inside another app");
        const href = await page.$eval(
          ".notice a",
          (one) => (one as HTMLAnchorElement).href,
        );
        const end = href.lastIndexOf("#");
        expect(href.slice(end)).toBe("#Intent;scheme=http;end");
        expect(href.slice(0, end).replace("intent:", "http:")).toBe(at.url);
      },
    );
    await t.step(
      "door and waiting room inside an app have no barriers, in both colour schemes and 320 px wide",
      async () => {
        // Not a touch screen: the sizes of the check would reload the page.
        const { page } = await stage.person();
        await page.setUserAgent({ userAgent: IN_INSTAGRAM });
        await page.goto(at.url);
        await ways(page);
        await page.$eval('[data-part="own-link"]', (field) => {
          (field as HTMLElement).hidden = false;
        });
        expect(await inspect("the door", page)).toEqual([]);
        await tap(page, "enter");
        await sees(page, "Waiting for");
        await ways(page);
        expect(await inspect("the waiting room", page)).toEqual([]);
      },
    );
    await stage.clear();

    await t.step(
      "before the room opens, a computer shows when, what to prepare for this service, and the link for a phone on request only",
      () => earlyOnAComputer(stage),
    );

    await t.step(
      "the phone that opens the code's link takes the place, and the computer says so",
      async () => {
        const person = await stage.person();
        await enter(person, at);
        const computer = person.page;
        const link = await linkForPhone(computer);
        expect(link).toBe(at.url);

        const phone = (await stage.person(PHONE)).page;
        await phone.goto(link);
        await tap(phone, "enter");
        await sees(phone, "Waiting for");
        await computer.bringToFront();
        await sees(computer, "Your consultation is open somewhere else");
        expect(await phone.$(testId("continue-on-phone"))).toBe(null);
      },
    );

    await t.step(
      "a link that no longer opens anything is not shown as a code",
      async () => {
        const person = await stage.person();
        await enter(person, at);
        const { page } = person;
        await page.evaluate(
          (key) => sessionStorage.setItem(key, "x".repeat(43)),
          `visavis-link-${at.id}`,
        );
        await tap(page, "continue-on-phone");
        await sees(page, "Open the newest email from the studio");
        expect(await page.$(".qr-code")).toBe(null);
        expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
      },
    );
  } finally {
    await stage.close();
  }
});

/** A phone whose page is in an app's browser. */
async function inside(stage: Stage, userAgent: string) {
  const person = await stage.person(PHONE);
  await person.page.setUserAgent({ userAgent });
  return person;
}

async function earlyOnAComputer(stage: Stage) {
  const mail = await mailTo(
    stage.baseUrl,
    "hanna@client.example",
    "Your consultation is confirmed",
  );
  const { url } = clientLink(mail);
  const { page } = await stage.person();
  const scripts = scriptsOf(page);
  await page.goto(url);
  await tap(page, "enter");
  await sees(page, "You are early: your room opens");
  for (const word of ["Inès Vidal", "Skin and shade match", "Google"]) {
    await sees(page, word);
  }
  expect(
    await page.$eval(".waiting__status", (one) => one.textContent),
  ).toMatch(/ at \d{2}:\d{2}, in /);
  await sees(page, "Have a sheet of white paper ready");
  await sees(page, "Test my camera");

  // Nothing of the code before it is wanted.
  const before = (await scripts()).map(({ url }) => url);
  expect(before.filter((one) => one.includes("/own-link"))).toEqual([]);
  expect(await page.content()).not.toContain(url.split("#")[1]!);
  const link = await linkForPhone(page);
  expect(link).toBe(url);
  const after = (await scripts()).map(({ url }) => url);
  expect(after.filter((one) => one.includes("/own-link")).length).toBe(1);

  await page.emulateMediaFeatures([
    { name: "prefers-color-scheme", value: "dark" },
  ]);
  const [paper, modules] = await page.$$eval(
    ".qr-code > *",
    (all) => all.map((one) => getComputedStyle(one).fill),
  );
  expect([paper, modules]).toEqual(["rgb(255, 255, 255)", "rgb(0, 0, 0)"]);
  expect(await inspect("before the room opens", page)).toEqual([]);

  await tap(page, "continue-on-phone");
  await page.waitForFunction(() => !document.querySelector(".qr-code path[d]"));
  expect(await page.content()).not.toContain(url.split("#")[1]!);
}

/** Opens the part and reads the link that stands beside the code. */
async function linkForPhone(page: Page): Promise<string> {
  await tap(page, "continue-on-phone");
  await page.waitForSelector(".qr-code path[d]");
  return await page.$eval(
    '.disclosure [data-part="link"]',
    (field) => (field as HTMLInputElement).value,
  );
}

/** The buttons and links of the notice, in their order. */
async function ways(page: Page): Promise<(string | null)[]> {
  await page.waitForSelector(".notice a");
  return await page.$$eval(
    ".notice .button",
    (all) => all.map(({ textContent }) => textContent),
  );
}

async function hrefOut(page: Page): Promise<string> {
  await page.waitForSelector(".notice a");
  return await page.$eval(".notice a", (one) => one.getAttribute("href")!);
}

function selectedText(page: Page): Promise<string> {
  return page.evaluate(() => {
    const field = document.activeElement as HTMLInputElement;
    return field.value.slice(field.selectionStart!, field.selectionEnd!);
  });
}

/** Every script that the page loads from now on, with its gzipped size. */
function scriptsOf(page: Page) {
  const loaded: Promise<{ readonly url: string; readonly bytes: number }>[] =
    [];
  page.on("response", (response) => {
    const type = response.headers()["content-type"] ?? "";
    if (!type.includes("javascript")) return;
    loaded.push(
      response.buffer().then((body) => ({
        url: response.url(),
        bytes: gzipSync(body).length,
      })),
    );
  });
  return () => Promise.all(loaded);
}
