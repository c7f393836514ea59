/**
 * A line that loses packets, in both directions and not alike: what both pages say
 * of it, what they do, and that it comes back. Every wait is as long as a busy
 * machine may need, and no wording is expected that a busy machine changes (whose
 * way to the studio is slow, whether packets come evenly).
 */
import type { Page } from "puppeteer-core";
import { findTurnServer, startTurnServer } from "../_support/turn_server.ts";
import { lossyLine } from "../_support/lossy_line.ts";
import { DESKTOP, PHONE, tap, testId } from "./_journey.ts";
import { enter, processes, setStage } from "./_stage.ts";
import { expectFrames, expectSound, forget, reads, said } from "./_watch.ts";

const WEAK = "connection( between you)? is weak";
const program = await findTurnServer();
if (!program) {
  console.error(
    "No turnserver here (Debian: coturn): the weak line's test is left out.",
  );
}

Deno.test("a line that loses packets", {
  ...processes,
  ignore: program === null,
}, async (t) => {
  const turn = await startTurnServer(program!);
  const line = await lossyLine(turn.urls[0]!);
  const stage = await setStage({
    env: { TURN_URLS: line.url, TURN_SECRET: turn.secret },
  });
  try {
    const appointment = await stage.appointment();
    const client = await stage.person(PHONE);
    const artist = await stage.person(DESKTOP);
    for (const { page } of [client, artist]) {
      await page.evaluateOnNewDocument(byRelayAlone);
    }
    await enter(client, appointment);
    await stage.signIn(artist, appointment.artist.email);
    await artist.page.goto(
      `${stage.baseUrl}/artist/consultations/${appointment.id}`,
    );
    await artist.page.waitForSelector(testId("self-video"));
    await tap(artist.page, "start-session");
    await expectFrames(client.page);
    await expectFrames(artist.page);

    await t.step("without loss, neither page calls it weak", async () => {
      await marked(client.page, "(Good|Fair) connection");
      await marked(artist.page, "(Good|Fair) connection");
    });

    await t.step("with loss, both pages call it weak", async () => {
      line.lose("client", 0.4);
      line.lose("artist", 0.1);
      await marked(client.page, WEAK);
      await marked(artist.page, WEAK);
    });

    await t.step(
      "where much gets lost, the picture that comes is left out by itself and no longer sent, and the sound goes on",
      async () => {
        await said(client.page, `.*${WEAK}, so you only hear`);
        await reads(client.page, "Sound only");
        await sendsNoPicture(artist.page);
        await expectSound(client.page);
      },
    );

    await t.step(
      "where some gets lost, sound only is offered, and the picture that comes stays",
      async () => {
        await said(artist.page, `.*${WEAK}\\. Without pictures you may hear`);
        await expectFrames(artist.page);
      },
    );

    await t.step(
      "when nothing gets lost any more, the picture comes back by itself, and neither page calls it weak",
      async () => {
        line.lose("client", 0);
        line.lose("artist", 0);
        await forget(client.page, artist.page);
        await marked(client.page, "(Good|Fair) connection");
        await marked(artist.page, "(Good|Fair) connection");
        await unsaid(client.page, "you only hear");
        await expectFrames(client.page);
        await unsaid(artist.page, "Without pictures you may hear");
        await unsaid(artist.page, "is not sent for now");
      },
    );
  } finally {
    await stage.close();
    line.close();
    await turn.stop();
  }
});

/** The words beside the bars; they take a while to change, so as not to flicker. */
async function marked(page: Page, words: string) {
  try {
    await page.waitForFunction(
      (selector, words) =>
        new RegExp(`${words}$`)
          .test(document.querySelector(selector)?.textContent ?? ""),
      { timeout: 110_000, polling: 100 },
      testId("connection"),
      words,
    );
  } catch (cause) {
    throw new Error(`not ${words}, but ${await textOf(page)}`, { cause });
  }
}

/** Waits until no byte of a picture leaves the page. What its banner says then may be about something else. */
async function sendsNoPicture(page: Page) {
  const sent = () =>
    page.evaluate(async () =>
      Object.values((await pictureBytes()).sent).reduce((a, b) => a + b, 0)
    );
  let before = await sent();
  for (let tries = 0; tries < 30; tries++) {
    await new Promise((done) => setTimeout(done, 1_000));
    const after = await sent();
    if (after === before) return;
    before = after;
  }
  throw new Error(`still sends a picture: ${await textOf(page)}`);
}

/** Waits until these words are nowhere on the page. */
async function unsaid(page: Page, words: string) {
  try {
    await page.waitForFunction(
      (words) => !document.body.innerText.includes(words),
      { timeout: 110_000, polling: 100 },
      words,
    );
  } catch (cause) {
    throw new Error(`still ${words}: ${await textOf(page)}`, { cause });
  }
}

async function textOf(page: Page): Promise<string> {
  return JSON.stringify(await page.evaluate(() => document.body.innerText));
}

/** Runs in the page, before its own scripts: the pass to the room allows the relay and nothing else. */
function byRelayAlone() {
  const ask = globalThis.fetch.bind(globalThis);
  globalThis.fetch = async (...request) => {
    const response = await ask(...request);
    if (!String(request[0]).includes("/token") || !response.ok) return response;
    const pass = await response.json();
    return Response.json({ ...pass, iceTransportPolicy: "relay" });
  };
}
