/** An artist's session that ends while its pages are open. */
import { expect } from "expect";
import type { Page } from "puppeteer-core";
import { until } from "@/tests/_support/patience.ts";
import { mailTo, press, sees, signIn, tap } from "./_journey.ts";
import { processes, setStage, type Stage } from "./_stage.ts";
import {
  expectFrames,
  expectSameLoad,
  markLoad,
  reads,
  said,
} from "./_watch.ts";

Deno.test("an artist who is signed out elsewhere", processes, async (t) => {
  const stage = await setStage();
  try {
    await t.step(
      "the open day says so, shows nobody as here, and leads back to itself",
      async () => {
        const at = await stage.consultation();
        const artist = await stage.person();
        const { page, context } = artist;
        // A session of its own: the stage's serves the other steps.
        await signIn(page, stage.baseUrl, at.artist.email);
        await stage.waitingClient(at);
        await sees(page, "Clara is here");

        const other = await context.newPage();
        await other.goto(`${stage.baseUrl}/artist`);
        await Promise.all([
          other.waitForNavigation(),
          press(other, "Sign out"),
        ]);
        await page.bringToFront();
        await sees(page, "You are signed out");
        const shown = await page.evaluate(() =>
          document.title + document.body.innerText
        );
        expect(shown).not.toMatch(/is here|is waiting/);

        await Promise.all([
          page.waitForNavigation(),
          press(page, "Sign in again"),
        ]);
        expect(new URL(page.url()).pathname).toBe("/sign-in");
        await signIn(page, stage.baseUrl, at.artist.email);
        expect(new URL(page.url()).pathname).toBe("/artist");
        await sees(page, "Clara is here");
      },
    );
    await stage.clear();

    await t.step(
      "in a call the media go on; the artist signs in again, comes back to the same call and ends it",
      () => signedOutInACall(stage),
    );
  } finally {
    await stage.close();
  }
});

async function signedOutInACall(stage: Stage) {
  const { consultation, client, artist } = await stage.call();
  await markLoad(artist.page);
  const other = await artist.context.newPage();
  await other.goto(`${stage.baseUrl}/artist`);
  await Promise.all([other.waitForNavigation(), press(other, "Sign out")]);
  await said(artist.page, "You are signed out. The call goes on.");
  await expectFrames(client.page);
  await expectFrames(artist.page);

  // End is refused, in words that help.
  await artist.page.bringToFront();
  await tap(artist.page, "end-session");
  await tap(artist.page, "end-confirm");
  await sees(artist.page, "Sign in first");
  await tap(artist.page, "end-cancel");
  expect((await stage.record(consultation.id))!.state).toBe("live");

  // In another tab, which the mail leads back to the consultation.
  const [tab] = await Promise.all([
    new Promise<Page>((opened) =>
      artist.context.once(
        "targetcreated",
        async (target) => opened((await target.page())!),
      )
    ),
    press(artist.page, "Sign in again"),
  ]);
  await signInHere(tab, { stage, email: consultation.artist.email });
  expect(new URL(tab.url()).pathname)
    .toBe(`/artist/consultations/${consultation.id}`);
  await expectFrames(tab);
  await expectFrames(client.page);
  await reads(artist.page, "This consultation is open in another tab");
  await expectSameLoad(artist.page);
  await tap(tab, "end-session");
  await tap(tab, "end-confirm");
  await reads(client.page, "The consultation has ended");
}

/** On the page for signing in that a link has opened. */
async function signInHere(page: Page, { stage, email }: {
  readonly stage: Stage;
  readonly email: string;
}) {
  await page.waitForSelector('[name="email"]');
  const before = await mailTo(stage.server.baseUrl, email, "/sign-in/link#");
  await page.type('[name="email"]', email);
  await Promise.all([
    page.waitForNavigation(),
    press(page, "Send me an email"),
  ]);
  const mail = await until("another mail to sign in", async () => {
    const newest = await mailTo(
      stage.server.baseUrl,
      email,
      "/sign-in/link#",
    );
    return newest.id === before.id ? null : newest;
  });
  const code = /(\d{3}) ?(\d{3})/.exec(mail.text)!;
  await page.type('[name="code"]', `${code[1]}${code[2]}`);
  await Promise.all([page.waitForNavigation(), press(page, "Sign in")]);
}
