/** What networks, servers and people do to a call, and that the call goes on. */
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

Deno.test("a call on a bad day", processes, async (t) => {
  const stage = await setStage();
  try {
    let call: CallOnStage | null = null;
    const inCall = async () => call ??= await stage.call();

    await t.step(
      "every connection is cut: both pages say that they reconnect, and the call goes on",
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
      "nobody can be reached for a while: the pages wait, and the call goes on",
      async () => {
        const { client, artist } = await inCall();
        await remember(await inCall());
        stage.line.down = true;
        stage.line.cut();
        await said(client.page, "Reconnecting…");
        await said(artist.page, "Reconnecting…");
        // The pictures go from one to the other, and not by the server.
        await expectFrames(client.page);
        stage.line.down = false;
        await goesOn(await inCall());
      },
    );

    await t.step(
      "the client's network goes away and comes back: the call goes on",
      async () => {
        const { client, artist } = await inCall();
        await remember(await inCall());
        await client.page.setOfflineMode(true);
        await said(client.page, "Reconnecting…");
        await said(artist.page, "Clara’s connection is coming back…");
        await client.page.setOfflineMode(false);
        await goesOn(await inCall());
      },
    );

    for (const signal of ["SIGTERM", "SIGKILL"] as const) {
      await t.step(
        `the server ends by ${signal} and another takes its place: both come back to the same call`,
        async () => {
          const { client, artist, appointment } = await inCall();
          await remember(await inCall());
          const before = await stage.record(appointment.id);
          await stage.restart(signal);
          await said(client.page, "Reconnecting…");
          await said(artist.page, "Reconnecting…");
          await goesOn(await inCall());
          expect(await stage.record(appointment.id)).toMatchObject({
            state: "live",
            twilioRoomSid: before["twilioRoomSid"],
            sessionStartedAt: before["sessionStartedAt"],
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
        const { client, artist, appointment } = await inCall();
        await forget(artist.page);
        await client.page.close();
        await said(artist.page, "Clara is away.");
        const again = { ...client, page: await client.context.newPage() };
        await again.page.goto(appointment.url);
        await backIn({ ...await inCall(), client: again });
        await silent(artist.page);
      },
    );

    await stage.clear();
    await t.step(
      "the server is replaced while the client waits: the artist's page knows of them again by itself",
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

/** On the same pages, with new frames and a word from each to the other. */
async function goesOn({ client, artist }: CallOnStage) {
  await said(client.page, "You are back.");
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
  // With a camera that was allowed for good, there is no step at all.
  await page.waitForSelector(testId("remote-video"));
  await expectFrames(page);
  await expectFrames(artist.page);
  await expectSignalling(page, artist.page);
}

async function waitsThroughARestart(stage: Stage) {
  const appointment = await stage.appointment();
  const artist = await stage.waitingArtist(appointment);
  const client = await stage.person();
  await enter(client, appointment);
  await sees(artist.page, "Clara is here.");
  await markLoad(artist.page);
  await stage.restart("SIGKILL");
  // The client leaves after the restart: only a page that listens anew can know.
  await client.page.close();
  await sees(artist.page, "Clara is not here yet.", 40_000);
  const again = await client.context.newPage();
  await again.goto(appointment.url);
  await sees(artist.page, "Clara is here.", 40_000);
  await expectSameLoad(artist.page);
}
