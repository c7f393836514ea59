/** A booking in a real browser: with photos, answers and any artist; with and without JavaScript. */
import { expect } from "expect";
import type { Page } from "puppeteer-core";
import { aServer, type RunningServer } from "@/tests/_support/a_server.ts";
import { launchBrowser } from "@/tests/_support/browser.ts";
import {
  HIDDEN,
  holds,
  IMAGES,
  NOT_IMAGES,
  withExif,
} from "@/tests/_support/images.ts";
import { inspect } from "./_axe.ts";
import { aPerson, DESKTOP, mailTo, press, sees, signIn } from "./_journey.ts";

const processes = { sanitizeResources: false, sanitizeOps: false };

const PHOTOS = 'input[name="pictures"]';

/** Files as people have them on a phone. */
async function files(
  all: Readonly<Record<string, Uint8Array>>,
): Promise<{ readonly paths: string[]; readonly folder: string }> {
  const folder = await Deno.makeTempDir({ prefix: "visavis-pictures-" });
  const paths = [];
  for (const [name, bytes] of Object.entries(all)) {
    paths.push(`${folder}/${name}`);
    await Deno.writeFile(`${folder}/${name}`, bytes);
  }
  return { paths, folder };
}

async function choose(page: Page, paths: readonly string[]) {
  const input = await page.waitForSelector<`${string}`>(PHOTOS);
  await (input as unknown as { uploadFile(...p: string[]): Promise<void> })
    .uploadFile(...paths);
}

async function follow(page: Page, words: string) {
  await Promise.all([page.waitForNavigation(), press(page, words)]);
}

async function takeFirstTime(page: Page) {
  await page.$eval('label.slot input[name="at"]', (radio) => radio.click());
  await follow(page, "Continue");
}

/** Overwrites what the browser may have kept across a reload. */
async function fill(page: Page, values: Readonly<Record<string, string>>) {
  for (const [name, value] of Object.entries(values)) {
    await page.$eval(
      `[name="${name}"]`,
      (input, value) => (input as HTMLInputElement).value = value,
      value,
    );
  }
}

interface StoredRecord {
  readonly id: string;
  readonly artistId: string;
  readonly client: { readonly name: string };
  readonly photos: readonly string[];
}

/** From the store: every byte of every photo, and the request of this name with its artist. */
async function storedFor(server: RunningServer, name: string) {
  const kv = await Deno.openKv(server.kvPath);
  try {
    const chunks = kv.list<Uint8Array>({ prefix: ["photo_chunks"] });
    const all = kv.list<StoredRecord>({ prefix: ["consultations"] });
    const record = (await Array.fromAsync(all))
      .map(({ value }) => value).find((one) => one.client.name === name)!;
    const artist = await kv.get<{ email: string; name: string }>([
      "artists",
      record.artistId,
    ]);
    return {
      record,
      artist: artist.value!,
      bytes: (await Array.fromAsync(chunks)).map(({ value }) => value),
    };
  } finally {
    kv.close();
  }
}

Deno.test("booking in a browser", processes, async (t) => {
  await using server = await aServer();
  const { baseUrl } = server;
  const browser = await launchBrowser();
  const { paths, folder } = await files({
    "from-phone.jpg": withExif(IMAGES.jpeg, 6),
    "look.png": IMAGES.png,
    "film.heic": NOT_IMAGES.heic,
  });
  const [phonePhoto, look, heic] = paths as [string, string, string];
  const findings: string[] = [];
  try {
    await t.step(
      "with two photos, answers and any artist: the artist is named, and sees the photos upright and without their location",
      async () => {
        const { page, complaints } = await aPerson(browser, DESKTOP, baseUrl);
        const details = {
          name: "Clara Haas",
          email: "clara@client.example",
          "answer.allergies": "Peanut oil",
          "answer.occasion": "A gallery opening",
        };
        await page.goto(`${baseUrl}/book?zone=America/New_York`);
        await follow(page, "Evening look");
        findings.push(...await inspect("the artists", page));
        await follow(page, "Anyone");
        await sees(page, "Times are in Eastern");
        findings.push(...await inspect("the times", page));
        await takeFirstTime(page);
        await sees(page, "any available artist");
        await choose(page, [phonePhoto, look, heic]);
        await sees(page, "can’t read HEIC");
        await sees(page, "2 of 6 photos added");
        findings.push(...await inspect("the details", page));

        // They are there again after a reload, without any of them in the
        // address.
        await page.reload();
        await page.waitForFunction(() =>
          document.querySelectorAll('input[type="hidden"][name="photo"]')
            .length === 2
        );
        await fill(page, details);
        await follow(page, "Request this time");
        await sees(page, "on its way");
        expect(complaints).toEqual([]);

        const stored = await storedFor(server, "Clara Haas");
        expect(stored.bytes).toHaveLength(2);
        for (const bytes of stored.bytes) {
          expect(holds(bytes, HIDDEN)).toBe(false);
          expect(holds(bytes, "Exif")).toBe(false);
        }
        await sees(page, stored.artist.name);
        const mail = await mailTo(
          baseUrl,
          "clara@client.example",
          stored.artist.name,
        );
        expect(mail.text).toContain("Eastern");

        const artist = await aPerson(browser, DESKTOP, baseUrl);
        await signIn(artist.page, baseUrl, stored.artist.email);
        await artist.page.goto(
          `${baseUrl}/artist/consultations/${stored.record.id}`,
        );
        await sees(artist.page, "Peanut oil");
        await artist.page.waitForFunction(() =>
          [...document.querySelectorAll<HTMLImageElement>(".photo-strip img")]
            .filter((img) => img.naturalWidth > 0).length === 2
        );
        const shapes = await artist.page.$$eval(
          ".photo-strip img",
          (all) => all.map((img) => [img.naturalWidth, img.naturalHeight]),
        );
        // Upright: stored in its file on its side, 24 by 8.
        expect(shapes).toEqual([[8, 24], [24, 8]]);
        findings.push(...await inspect("the artist's request", artist.page));
        expect(artist.complaints).toEqual([]);
      },
    );

    await t.step(
      "without JavaScript: another zone, a rotated photo, and a form with errors at first",
      async () => {
        const { page } = await aPerson(browser, DESKTOP, baseUrl);
        await page.setJavaScriptEnabled(false);
        await page.goto(`${baseUrl}/book?service=evening-look`);
        await follow(page, "Anyone");
        await page.click(".zone-choice summary");
        await page.select('select[name="zone"]', "Asia/Tokyo");
        await follow(page, "Show times in this zone");
        expect(await text(page)).toContain("Japan Standard Time");
        await page.$eval(
          'label.slot input[name="at"]',
          (radio) => radio.click(),
        );
        await follow(page, "Continue");
        await fill(page, { name: "Dora Lind" });
        await page.$eval('[name="email"]', (input) => input.remove());
        await choose(page, [phonePhoto]);
        await follow(page, "Request this time");
        expect(await text(page)).toContain("We need your email");
        expect(await text(page)).toContain("Photo 1");
        await fill(page, { email: "dora@client.example" });
        await follow(page, "Request this time");
        expect(await text(page)).toContain("on its way");
        const { record, artist, bytes } = await storedFor(server, "Dora Lind");
        expect(record.photos).toHaveLength(1);
        expect(bytes.some((one) => holds(one, HIDDEN))).toBe(false);

        const staff = await aPerson(browser, DESKTOP, baseUrl);
        await signIn(staff.page, baseUrl, artist.email);
        await staff.page.goto(`${baseUrl}/artist/consultations/${record.id}`);
        const shape = await staff.page.waitForFunction(() => {
          const img = document.querySelector<HTMLImageElement>(
            ".photo-strip img",
          );
          return img?.naturalWidth && [img.naturalWidth, img.naturalHeight];
        });
        // Not redrawn, and still upright: the one tag that was kept.
        expect(await shape.jsonValue()).toEqual([8, 24]);
      },
    );

    await t.step("by keyboard alone", async () => {
      const { page, complaints } = await aPerson(browser, DESKTOP, baseUrl);
      await page.goto(`${baseUrl}/book?zone=UTC`);
      await tabTo(page, "Evening look");
      await enter(page);
      await tabTo(page, "Inès Vidal");
      await enter(page);
      await tabTo(page, /^\d\d:\d\d$/);
      await page.keyboard.press("Space");
      await tabTo(page, "Continue");
      await enter(page);
      await tabTo(page, "Your name");
      await page.keyboard.type("Kay Board");
      await tabTo(page, "Your email");
      await page.keyboard.type("kay@client.example");
      await choose(page, [look]);
      await sees(page, "1 of 6 photos added");
      await tabTo(page, "Remove");
      await page.keyboard.press("Enter");
      await sees(page, "Removed.");
      expect(await focused(page)).toContain("Photos");
      await tabTo(page, "Request this time");
      await enter(page);
      await sees(page, "on its way");
      const { record } = await storedFor(server, "Kay Board");
      expect(record.photos).toEqual([]);
      expect(complaints).toEqual([]);
    });

    await t.step(
      "axe finds no violation, in light and dark, and nothing scrolls sideways at 320 px",
      () => expect(findings).toEqual([]),
    );
  } finally {
    await browser.close();
    await Deno.remove(folder, { recursive: true });
  }
});

/** Does not run the page's script, which may be switched off. */
async function text(page: Page): Promise<string> {
  return await page.$eval("body", (body) => body.innerText);
}

async function enter(page: Page) {
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
}

/** A description of the focused element. */
async function focused(page: Page): Promise<string> {
  return await page.evaluate(() => {
    const on = document.activeElement as HTMLInputElement | null;
    const label = on?.labels?.[0]?.textContent ?? on?.textContent ?? "";
    return label.trim();
  });
}

async function tabTo(page: Page, words: string | RegExp) {
  for (let i = 0; i < 150; i++) {
    await page.keyboard.press("Tab");
    const on = await focused(page);
    if (typeof words === "string" ? on.includes(words) : words.test(on)) return;
  }
  throw new Error(`No Tab leads to ${words}`);
}
