/** Moving and cancelling in real browsers: by plain forms, and seen at once on every open page. */
import { expect } from "expect";
import type { Page } from "puppeteer-core";
import {
  dateIn,
  laterConsultation,
  mailAfter,
  moveByArtist,
} from "./_changes.ts";
import { clientLink, mailTo, press, tap, testId } from "./_journey.ts";
import {
  ADMIN,
  processes,
  setStage,
  type Stage,
  type StagedConsultation,
} from "./_stage.ts";
import { reads } from "./_watch.ts";

Deno.test("moving and cancelling", processes, async (t) => {
  const stage = await setStage();
  const { baseUrl } = stage;
  try {
    await t.step(
      "without JavaScript a client moves it, stays in, and cancels it",
      async () => {
        const at = await laterConsultation(stage);
        const { page } = await insideClient(stage, at);
        await page.setJavaScriptEnabled(false);
        await page.goto(`${baseUrl}/c/${at.id}`);
        await go(page, "Move or cancel");
        await reads(
          page,
          "You can move or cancel your consultation here until",
        );
        await reads(page, "Coordinated Universal Time");
        await go(page, "Choose another time");
        // Far enough ahead to be changed once more.
        await page.goto(`${baseUrl}/c/${at.id}/move?day=${dateIn(4)}`);
        await chooseTime(page);
        await go(page, "Move to this time");
        await reads(page, "Your consultation has been moved");
        expect(await stage.record(at.id)).toMatchObject({
          state: "confirmed",
          version: 3,
        });
        await page.goto(`${baseUrl}/c/${at.id}/move`);
        await go(page, "Keep the current time");
        await go(page, "Move or cancel");
        await go(page, "Cancel the consultation");
        await reads(page, "This can’t be undone");
        await go(page, "Cancel the consultation");
        await reads(page, "You cancelled it.");
        expect(await stage.record(at.id)).toMatchObject({ state: "cancelled" });
      },
    );

    await t.step(
      "the artist moves it: the client's open page says that its link was replaced, the artist's continues with the new time, and the old link no longer works",
      async () => {
        const at = await stage.consultation();
        const client = await stage.waitingClient(at);
        const artist = await stage.waitingArtist(at);
        await reads(artist.page, "Clara is here.");
        const moved = await moveByArtist(stage, at, dateIn(5), "13:00");
        await client.page.waitForSelector(testId("link-replaced"));
        await reads(client.page, "Open the newest email from the studio");
        expect(await client.page.$(testId("self-video"))).toBeNull();
        await reads(artist.page, "consultation has a new time");
        await press(client.page, "Send me the new link");
        await reads(client.page, "Does the link not work?");
        await client.page.goto(`${baseUrl}/c/${at.id}`);
        await reads(client.page, "consultation has a new time");
        await client.page.goto(at.url);
        await client.page.reload();
        await reads(client.page, "this link no longer works");
        await client.page.waitForSelector(testId("enter"), { hidden: true });
        await client.page.goto("about:blank");
        await client.page.goto(moved.url);
        await tap(client.page, "enter");
        await reads(client.page, "You are early");
      },
    );

    await t.step(
      "the newest link, opened in the very tab that says that there is a new time, leads in",
      async () => {
        const at = await stage.consultation();
        const { page } = await stage.waitingClient(at);
        const moved = await moveByArtist(stage, at, dateIn(5), "15:00");
        await page.waitForSelector(testId("link-replaced"));
        // As from a mail in the same tab: only the fragment differs.
        await page.evaluate((url) => void (location.href = url), moved.url);
        await tap(page, "enter");
        await reads(page, "You are early");
      },
    );

    await t.step(
      "a client moves it in one tab: the other tab and the artist's page continue with the new time; then the artist cancels with a note, and both tabs say who cancelled",
      async () => {
        const at = await laterConsultation(stage);
        const client = await insideClient(stage, at);
        const artist = await stage.person();
        await stage.signIn(artist, at.artist.email);
        await artist.page.goto(`${baseUrl}/artist/consultations/${at.id}`);
        await artist.page.waitForSelector(testId("waiting-status"));
        const tab = await client.context.newPage();
        await tab.goto(`${baseUrl}/c/${at.id}/move`);
        await chooseTime(tab);
        await go(tab, "Move to this time");
        await reads(tab, "Your consultation has been moved");
        await reads(client.page, "consultation has a new time");
        await reads(artist.page, "consultation has a new time");
        const before = at.url.split("#")[1]!;
        expect(clientLink(await mailAfter(stage, at, before)).id).toBe(at.id);

        const desk = await artist.context.newPage();
        await desk.goto(`${baseUrl}/artist/consultations/${at.id}`);
        await go(desk, "Cancel");
        await desk.type('[name="word"]', "I have the flu.");
        await go(desk, "Cancel the consultation");
        await reads(desk, "Cancelled");
        await reads(client.page, `${at.artist.name} cancelled it.`);
        await reads(artist.page, "You cancelled it.");
        const mail = await mailWith(stage, at, "I have the flu.");
        expect(mail).toContain("writes:");
      },
    );

    await t.step(
      "close to the start a client sees until when changes were possible, and whom to write to",
      async () => {
        const at = await stage.consultation();
        const { page } = await stage.waitingClient(at);
        expect(await page.$(`a[href="/c/${at.id}/change"]`)).toBeNull();
        await page.goto(`${baseUrl}/c/${at.id}/change`);
        await reads(page, "It’s too late to change this online");
        await reads(page, "Changes closed");
        expect(await page.$('a[href^="mailto:"]')).not.toBeNull();
        await page.goto(`${baseUrl}/c/${at.id}/move`);
        expect(page.url()).toBe(`${baseUrl}/c/${at.id}/change`);
      },
    );

    await t.step(
      "an admin finds it in the list and moves it outside the artist's hours",
      async () => {
        const at = await stage.consultation();
        const admin = await stage.person();
        const { page } = admin;
        await stage.signIn(admin, ADMIN);
        await page.goto(`${baseUrl}/admin/consultations/${at.id}`);
        await go(page, "Move");
        await page.$eval(
          '[name="date"]',
          (field, date) => (field as HTMLInputElement).value = date,
          dateIn(6),
        );
        await page.$eval(
          '[name="time"]',
          (field) => (field as HTMLInputElement).value = "23:30",
        );
        await go(page, "Move there");
        await reads(page, "The consultation is moved");
        await reads(page, "23:30");
      },
    );
  } finally {
    await stage.close();
  }
});

/** A client past the entry page, before the room is open. */
async function insideClient(stage: Stage, at: StagedConsultation) {
  const client = await stage.person();
  await client.page.goto(at.url);
  await tap(client.page, "enter");
  await client.page.waitForSelector(testId("waiting-status"));
  return client;
}

/** The first day with free times, and its first time. */
async function chooseTime(page: Page) {
  // The slot's own radio button is hidden behind its label.
  await (await page.waitForSelector("label.slot"))!.click();
}

async function go(page: Page, words: string) {
  await Promise.all([page.waitForNavigation(), press(page, words)]);
}

async function mailWith(stage: Stage, at: StagedConsultation, words: string) {
  return (await mailTo(stage.baseUrl, at.email, words)).text;
}
