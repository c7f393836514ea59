/**
 * `deno run -A scripts/screenshots.ts [folder]`: walks the main journey on the
 * production build and takes a screenshot of every page, on a phone and on a
 * desktop. `docs/screenshots/` is made with it.
 */
import type { ElementHandle, Page } from "puppeteer-core";
import { aServer } from "@/tests/_support/a_server.ts";
import { launchBrowser } from "@/tests/_support/browser.ts";
import { face } from "@/gallery/drawings/face.ts";
import {
  aPerson,
  book,
  clientLink,
  DESKTOP,
  expectMovingVideo,
  mailTo,
  type Person,
  PHONE,
  press,
  sees,
  signIn,
  tap,
} from "@/tests/e2e/_journey.ts";

const folder = Deno.args[0] ?? "docs/screenshots";
for (const part of ["site", "book", "client", "artist", "admin", "sign-in"]) {
  await Deno.mkdir(`${folder}/${part}`, { recursive: true });
}

await using server = await aServer();
const { baseUrl } = server;
// Each has a camera of their own, with a drawn face in front of it.
const browsers = {
  client: await launchBrowser({ args: [await camera(false)] }),
  artist: await launchBrowser({ args: [await camera(true)] }),
};

/** A video of one drawing, in the format of Chromium's fake camera (a sequence of JPEGs). */
async function camera(wide: boolean): Promise<string> {
  const browser = await launchBrowser();
  const page = await browser.newPage();
  const [width, height] = wide ? [1280, 720] : [720, 1080];
  await page.setViewport({ width, height });
  await page.setContent(
    `<style>body{margin:0}svg{display:block}</style>${face(wide)}`,
  );
  const screenshot = await page.screenshot({ type: "jpeg", quality: 92 });
  await browser.close();
  const path = await Deno.makeTempFile({ suffix: ".mjpeg" });
  const file = await Deno.open(path, { write: true });
  for (let frame = 0; frame < 4; frame++) await file.write(screenshot);
  file.close();
  return `--use-file-for-fake-video-capture=${path}`;
}

/** Uploads a photo, which goes with the client's next booking. */
async function addPhoto(page: Page) {
  await Promise.all([page.waitForNavigation(), press(page, "Anyone")]);
  await ofAnyone(page);
  const path = await Deno.makeTempFile({ suffix: ".png" });
  const drawing = await browsers.artist.newPage();
  await drawing.setViewport({ width: 600, height: 800 });
  await drawing.setContent(
    `<style>body{margin:0}svg{display:block}</style>${face(false)}`,
  );
  await Deno.writeFile(path, await drawing.screenshot());
  await drawing.close();
  const input = await page.waitForSelector('input[type="file"]:enabled');
  await (input as ElementHandle<HTMLInputElement>).uploadFile(path);
  await sees(page, "1 of 6 photos added");
  await Deno.remove(path);
}

/** Books with any artist: chooses the first free time and stops at the details. */
async function ofAnyone(page: Page) {
  await page.$eval('label.slot input[name="at"]', (radio) => radio.click());
  await Promise.all([
    page.waitForNavigation(),
    press(page, "Continue"),
  ]);
}

/** One page, at both sizes. The page keeps its own size afterwards. */
function looker(page: Page, own: typeof PHONE | typeof DESKTOP) {
  return async (name: string) => {
    for (
      const [size, viewport] of [["phone", PHONE], [
        "desktop",
        DESKTOP,
      ]] as const
    ) {
      // Keeps `hasTouch`: puppeteer reloads a page when it changes.
      const { isMobile, hasTouch } = {
        isMobile: false,
        hasTouch: false,
        ...own,
      };
      await page.setViewport({ ...viewport, isMobile, hasTouch });
      await settle(page);
      await page.screenshot({ path: `${folder}/${name}-${size}.png` });
    }
    await page.setViewport(own);
    await settle(page);
  };
}

async function settle(page: Page) {
  await page.evaluate(() => document.fonts.ready.then(() => {}));
  await new Promise((resolve) => setTimeout(resolve, 250));
}

try {
  const client = await aPerson(browsers.client, PHONE, baseUrl);
  const artist = await aPerson(browsers.artist, DESKTOP, baseUrl);
  const admin = await aPerson(browsers.artist, DESKTOP, baseUrl);
  const ofClient = looker(client.page, PHONE);
  const ofArtist = looker(artist.page, DESKTOP);
  const ofAdmin = looker(admin.page, DESKTOP);

  await client.page.goto(baseUrl);
  await ofClient("site/home");
  await client.page.goto(`${baseUrl}/nowhere`);
  await ofClient("site/not-found");
  await client.page.goto(`${baseUrl}/book?service=evening-look`);
  await ofClient("book/2-anyone");
  await addPhoto(client.page);
  const who = { name: "Clara Haas", email: "clara@client.example" };
  await book(client.page, baseUrl, who, ofClient);

  await signIn(artist.page, baseUrl, "ines@atelier.example", ofArtist);
  await ofArtist("artist/1-day");
  await press(artist.page, who.name);
  await sees(artist.page, "Confirm");
  await ofArtist("artist/2-request");
  await press(artist.page, "Confirm");
  await artist.page.waitForSelector('[data-testid="start-session"]');
  const mail = await mailTo(baseUrl, who.email, "/c/");
  await admin.page.goto(`${baseUrl}/dev/mailbox/${mail.id}`);
  await ofAdmin("site/mailbox");

  const { id } = clientLink(mail);
  const home = `${baseUrl}/artist/consultations/${id}`;
  await artist.page.goto(`${home}/move`);
  await ofArtist("artist/move");
  await artist.page.goto(`${home}/cancel`);
  await ofArtist("artist/cancel");
  await artist.page.goto(home);
  await client.page.goto(clientLink(mail).url);
  await ofClient("client/1-enter");
  await tap(client.page, "enter");
  await client.page.waitForSelector('[data-testid="waiting-status"]');
  await settle(client.page);
  await ofClient("client/2-waiting");
  const cameraOn = await client.page.$('[data-testid="camera-on"]');
  await cameraOn?.click();
  await client.page.waitForSelector('[data-testid="self-video"]');
  await settle(client.page);
  await ofClient("client/3-ready");
  await ofArtist("artist/3-host");
  await tap(artist.page, "start-session");
  await expectMovingVideo(client.page);
  await expectMovingVideo(artist.page);
  await ofClient("client/4-call");
  await ofArtist("artist/4-call");
  await tap(artist.page, "end-session");
  await artist.page.waitForSelector('[data-testid="end-confirm"]', {
    visible: true,
  });
  await ofArtist("artist/5-end");
  await tap(artist.page, "end-confirm");
  await artist.page.waitForSelector('[data-testid="ended"]');
  await client.page.waitForSelector('[data-testid="ended"]');
  await ofClient("client/5-ended");
  await ofArtist("artist/6-ended");

  await signIn(admin.page, baseUrl, "odile@atelier.example");
  await ofAdmin("admin/home");
  for (
    const [name, path] of [
      ["admin/services", "/admin/services"],
      ["admin/service", "/admin/services/bridal-trial"],
      ["admin/artists", "/admin/artists"],
      ["admin/artist", "/admin/artists/ines-vidal"],
      ["admin/studio", "/admin/studio"],
    ] as const
  ) {
    await admin.page.goto(`${baseUrl}${path}`);
    await ofAdmin(name);
  }
  for (
    const [name, path] of [
      ["artist/7-hours", "/artist/hours"],
      ["artist/8-profile", "/artist/profile"],
    ] as const
  ) {
    await artist.page.goto(`${baseUrl}${path}`);
    await ofArtist(name);
  }
  await changing(client, artist, admin);
} finally {
  await browsers.client.close();
  await browsers.artist.close();
}

/** Another consultation, far enough ahead for its client to change it. */
async function changing(
  { page: client }: Person,
  { page: artist }: Person,
  { page: admin }: Person,
) {
  const ofClient = looker(client, PHONE);
  const ofArtist = looker(artist, DESKTOP);
  const ofAdmin = looker(admin, DESKTOP);
  const other = { name: "Mara Lind", email: "mara@client.example" };
  await book(client, baseUrl, other);
  await artist.goto(`${baseUrl}/artist`);
  await press(artist, other.name);
  await press(artist, "Confirm");
  await artist.waitForSelector('[data-testid="start-session"]');
  const { id } = clientLink(await mailTo(baseUrl, other.email, "/c/"));
  await artist.goto(`${baseUrl}/artist/consultations/${id}/move`);
  const date = new Date(Date.now() + 5 * 86_400_000).toISOString();
  await artist.evaluate((date) => {
    const set = (name: string, value: string) =>
      document.querySelector<HTMLInputElement>(`[name="${name}"]`)!.value =
        value;
    set("date", date);
    set("time", "10:00");
  }, date.slice(0, 10));
  await Promise.all([
    artist.waitForNavigation(),
    press(artist, "Move there"),
  ]);
  await ofArtist("artist/moved");
  const moved = await mailTo(baseUrl, other.email, "has a new time");
  await client.goto(clientLink(moved).url);
  await tap(client, "enter");
  await client.waitForSelector('[data-testid="waiting-status"]');
  for (const step of ["change", "move", "cancel"]) {
    await client.goto(`${baseUrl}/c/${id}/${step}`);
    await ofClient(`client/${step}`);
  }
  await admin.goto(`${baseUrl}/admin/consultations/${id}`);
  await ofAdmin("admin/consultation");
}
