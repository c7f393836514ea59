/** How networks, servers and people disturb a call, and that the call continues. */
import { expect } from "expect";
import type { CallOnStage, Stage } from "./_stage.ts";
import { enter, processes, setStage } from "./_stage.ts";
import { sees, testId } from "./_journey.ts";
import {
  expectFrames,
  expectSameLoad,
  expectSignalling,
  forget,
  markLoad,
  said,
  silent,
} from "./_watch.ts";

Deno.test("failures during a call", processes, async (t) => {
  const stage = await setStage();
  try {
    let call: CallOnStage | null = null;
    const inCall = async () => call ??= await stage.call();

    await t.step(
      "every connection is cut: both pages say that they reconnect, and the call continues",
      async () => {
        const { client, artist } = await inCall();
        await remember(await inCall());
        stage.line.cut();
        await said(client.page, "Reconnecting…");
        await said(artist.page, "Reconnecting…");
        await goesOn(await inCall());
      },
    );

    await t.step(
      "the server is unreachable for a while: the pages wait, and the call continues",
      async () => {
        const { client, artist } = await inCall();
        await remember(await inCall());
        stage.line.down = true;
        stage.line.cut();
        await said(client.page, "Reconnecting…");
        await said(artist.page, "Reconnecting…");
        // Video goes from browser to browser, not through the server.
        await expectFrames(client.page);
        stage.line.down = false;
        await goesOn(await inCall());
      },
    );

    await t.step(
      "the client's network goes away and comes back: the call continues",
      async () => {
        const { client, artist } = await inCall();
        await remember(await inCall());
        await client.page.setOfflineMode(true);
        await said(client.page, "Reconnecting…");
        await said(artist.page, "Clara is reconnecting…");
        await client.page.setOfflineMode(false);
        await goesOn(await inCall());
      },
    );

    for (const signal of ["SIGTERM", "SIGKILL"] as const) {
      await t.step(
        `the server ends by ${signal} and another replaces it: both return to the same call`,
        async () => {
          const { client, artist, consultation } = await inCall();
          await remember(await inCall());
          const before = await stage.record(consultation.id);
          await stage.restart(signal);
          await said(client.page, "Reconnecting…");
          await said(artist.page, "Reconnecting…");
          await goesOn(await inCall());
          expect(await stage.record(consultation.id)).toMatchObject({
            state: "live",
            twilioRoomSid: before!.twilioRoomSid,
            sessionStartedAt: before!.sessionStartedAt,
          });
        },
      );
    }

    await t.step(
      "the client reloads: the page loads into the call",
      async () => {
        const { client, artist } = await inCall();
        await client.page.reload();
        await backIn(await inCall());
        await silent(artist.page);
      },
    );

    await t.step(
      "the client closes the tab and opens the mail's link again: back in the call",
      async () => {
        const { client, artist, consultation } = await inCall();
        await forget(artist.page);
        await client.page.close();
        await said(artist.page, "Clara is away.");
        const again = { ...client, page: await client.context.newPage() };
        await again.page.goto(consultation.url);
        await backIn({ ...await inCall(), client: again });
        await silent(artist.page);
      },
    );

    await stage.clear();
    await t.step(
      "the server is replaced while the client waits: the artist's page shows them again by itself",
      () => waitsThroughARestart(stage),
    );
  } finally {
    await stage.close();
  }
});

async function remember({ client, artist }: CallOnStage) {
  for (const { page } of [client, artist]) {
    await silent(page);
    await markLoad(page);
    await forget(page);
  }
}

/** On the same pages, with new frames and signalling in both directions. */
async function goesOn({ client, artist }: CallOnStage) {
  await said(client.page, "You’re connected again.");
  await silent(client.page);
  await silent(artist.page);
  await expectFrames(client.page);
  await expectFrames(artist.page);
  await expectSignalling(client.page, artist.page);
  await expectSameLoad(client.page);
  await expectSameLoad(artist.page);
}

async function backIn({ client, artist }: CallOnStage) {
  const { page } = client;
  // With a permanently allowed camera, the device step is skipped.
  await page.waitForSelector(testId("remote-video"));
  await expectFrames(page);
  await expectFrames(artist.page);
  await expectSignalling(page, artist.page);
}

async function waitsThroughARestart(stage: Stage) {
  const consultation = await stage.consultation();
  const artist = await stage.waitingArtist(consultation);
  const client = await stage.person();
  await enter(client, consultation);
  await sees(artist.page, "Clara is here.");
  await markLoad(artist.page);
  await stage.restart("SIGKILL");
  // The client leaves after the restart: only a page that has reconnected can
  // know.
  await client.page.close();
  await sees(artist.page, "Clara is not here yet.");
  const again = await client.context.newPage();
  await again.goto(consultation.url);
  await sees(artist.page, "Clara is here.");
  await expectSameLoad(artist.page);
}
