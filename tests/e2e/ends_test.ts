/** The ways in which a call ends, each for both parties. */
import { expect } from "expect";
import { HOUR } from "@/lib/domain/basic/instant.ts";
import { sees, tap, testId } from "./_journey.ts";
import { type CallOnStage, processes, setStage, type Stage } from "./_stage.ts";
import { expectSignalling, forget, said, silent } from "./_watch.ts";

Deno.test("the end of a call", processes, async (t) => {
  const stage = await setStage();
  try {
    await t.step("the artist ends it: both pages say so", async () => {
      const call = await stage.call();
      await tap(call.artist.page, "end-session");
      await tap(call.artist.page, "end-confirm");
      await endedForBoth(stage, call);
    });

    await t.step("both end it at once: it ends once", async () => {
      const call = await stage.call();
      const pages = [call.artist.page, call.client.page];
      for (const page of pages) await tap(page, "end-session");
      for (const page of pages) await page.waitForSelector("dialog[open]");
      await Promise.all(
        pages.map((page) =>
          page.$eval(
            testId("end-confirm"),
            (button) => (button as HTMLButtonElement).click(),
          )
        ),
      );
      await endedForBoth(stage, call);
    });

    await t.step(
      "the artist's session ends it from elsewhere: both pages say so",
      async () => {
        const call = await stage.call();
        const { id, artist } = call.consultation;
        await stage.post(
          `/api/video/consultation/${id}/end-session?session=artist`,
          artist.email,
        );
        await endedForBoth(stage, call);
      },
    );

    await t.step(
      "the room is completed, and only the video service can say so (53118): both pages know",
      async () => {
        const call = await stage.call();
        const { id, artist } = call.consultation;
        const both = [call.client.page, call.artist.page];
        for (const page of both) {
          await page.setRequestInterception(true);
          page.on("request", (request) => {
            const tells = request.url().includes("/waiting-status");
            // A request in progress when the page left does not matter.
            void (tells ? request.abort() : request.continue()).catch(() => {});
          });
          await forget(page);
        }
        // The open streams end here, and no new one begins.
        stage.line.cut();
        for (const page of both) await said(page, "You’re connected again.");
        await stage.post(
          `/api/video/consultation/${id}/end-session?session=artist`,
          artist.email,
        );
        for (const page of both) await page.waitForSelector(testId("ended"));
        expect(await stage.record(id)).toMatchObject({ state: "ended" });
        await stage.clear();
      },
    );

    await t.step(
      "the server cannot be reached: the dialog says that it has not ended, and the next try ends it",
      async () => {
        const call = await stage.call();
        const { page } = call.client;
        await tap(page, "end-session");
        stage.line.down = true;
        stage.line.cut();
        await tap(page, "end-confirm");
        await sees(page, "The consultation did not end");
        await sees(page, "You seem to be offline");
        await sees(page, "Try again");
        expect(await stage.record(call.consultation.id))
          .toMatchObject({ state: "live" });
        stage.line.down = false;
        await tap(page, "end-confirm");
        await endedForBoth(stage, call);
      },
    );

    await t.step(
      "the server cannot be reached, and the client stays: the call goes on",
      async () => {
        const { client, artist } = await stage.call();
        await tap(client.page, "end-session");
        stage.line.down = true;
        stage.line.cut();
        await tap(client.page, "end-confirm");
        await sees(client.page, "The consultation did not end");
        await tap(client.page, "end-cancel");
        stage.line.down = false;
        await silent(client.page);
        await silent(artist.page);
        await expectSignalling(client.page, artist.page);
        await stage.clear();
      },
    );

    await t.step(
      "its window closes while the server is down: the next server's sweep ends it, and both pages say so",
      async () => {
        const call = await stage.call();
        await stage.restart(
          "SIGKILL",
          () => longAgo(stage.server.kvPath, call.consultation.id),
        );
        await endedForBoth(stage, call);
      },
    );
  } finally {
    await stage.close();
  }
});

async function endedForBoth(stage: Stage, call: CallOnStage) {
  const { client, artist, consultation } = call;
  for (const { page } of [client, artist]) {
    await page.waitForSelector(testId("ended"));
    expect(await page.$(testId("remote-video"))).toBe(null);
  }
  const record = await stage.record(consultation.id);
  expect(record).toMatchObject({
    state: "ended",
    sessionEndedAt: expect.any(String),
  });
  // The link also shows the end, and no way to join.
  await client.page.goto(consultation.url);
  await client.page.waitForSelector(testId("ended"));
  await stage.clear();
}

/** As if the server had been down until long after the close. */
async function longAgo(kvPath: string, id: string) {
  using kv = await Deno.openKv(kvPath);
  const key = ["consultations", id];
  const { value } = await kv.get<{ startsAt: number; endsAt: number }>(key);
  await kv.set(key, {
    ...value!,
    startsAt: value!.startsAt - 9 * HOUR,
    endsAt: value!.endsAt - 9 * HOUR,
  });
}
