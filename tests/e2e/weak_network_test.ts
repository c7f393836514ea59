/**
 * Packet loss, different in each direction: what both pages report and do, and
 * that they recover. Every wait allows for a busy machine, and no wording is
 * expected that depends on the machine (whose connection to the studio is slow,
 * whether packets arrive evenly).
 */
import { PATIENCE, until } from "@/tests/_support/patience.ts";
import type { Page } from "puppeteer-core";
import {
  findTurnServer,
  startTurnServer,
} from "@/tests/_support/turn_server.ts";
import { lossyNetwork } from "@/tests/_support/lossy_network.ts";
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

Deno.test("a network that loses packets", {
  ...processes,
  ignore: program === null,
}, async (t) => {
  const turn = await startTurnServer(program!);
  const line = await lossyNetwork(turn.urls[0]!);
  const stage = await setStage({
    env: { TURN_URLS: line.url, TURN_SECRET: turn.secret },
  });
  try {
    const consultation = await stage.consultation();
    const client = await stage.person(PHONE);
    const artist = await stage.person(DESKTOP);
    for (const { page } of [client, artist]) {
      await page.evaluateOnNewDocument(byRelayAlone);
    }
    await enter(client, consultation);
    await stage.signIn(artist, consultation.artist.email);
    await artist.page.goto(
      `${stage.baseUrl}/artist/consultations/${consultation.id}`,
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
      "with heavy loss, incoming video is switched off automatically and no longer sent, and audio continues",
      async () => {
        await said(client.page, `.*${WEAK}, so you can only hear`);
        await reads(client.page, "Audio only");
        await sendsNoVideo(artist.page);
        await expectSound(client.page);
      },
    );

    await t.step(
      "with some loss, audio only is offered, and incoming video stays",
      async () => {
        await said(
          artist.page,
          `.*${WEAK}\\. You may hear better without video`,
        );
        await expectFrames(artist.page);
      },
    );

    await t.step(
      "when the loss ends, video resumes by itself, and neither page calls the connection weak",
      async () => {
        line.lose("client", 0);
        line.lose("artist", 0);
        await forget(client.page, artist.page);
        await marked(client.page, "(Good|Fair) connection");
        await marked(artist.page, "(Good|Fair) connection");
        await unsaid(client.page, "you can only hear");
        await expectFrames(client.page);
        await unsaid(artist.page, "You may hear better without video");
        await unsaid(artist.page, "Your video is paused");
      },
    );
  } finally {
    await stage.close();
    line.close();
    await turn.stop();
  }
});

/** The text beside the bars; it changes slowly to avoid flicker. */
async function marked(page: Page, words: string) {
  try {
    await page.waitForFunction(
      (selector, words) =>
        new RegExp(`${words}$`)
          .test(document.querySelector(selector)?.textContent ?? ""),
      { timeout: 2 * PATIENCE, polling: 100 },
      testId("connection"),
      words,
    );
  } catch (cause) {
    throw new Error(`not ${words}, but ${await textOf(page)}`, { cause });
  }
}

/** Waits until no video leaves the page. Its banner may then show something else. */
async function sendsNoVideo(page: Page) {
  const sent = () =>
    page.evaluate(async () =>
      Object.values((await videoBytes()).sent).reduce((a, b) => a + b, 0)
    );
  let before = await sent();
  await until("a page that sends no video", async () => {
    const after = await sent();
    const quiet = after === before;
    before = after;
    if (!quiet) throw new Error(`It shows ${await textOf(page)}`);
    return quiet;
  }, { everyMs: 1_000 });
}

/** Waits until these words have disappeared from the page. */
async function unsaid(page: Page, words: string) {
  try {
    await page.waitForFunction(
      (words) => !document.body.innerText.includes(words),
      { timeout: 2 * PATIENCE, polling: 100 },
      words,
    );
  } catch (cause) {
    throw new Error(`still ${words}: ${await textOf(page)}`, { cause });
  }
}

async function textOf(page: Page): Promise<string> {
  return JSON.stringify(await page.evaluate(() => document.body.innerText));
}

/** Runs in the page before its own scripts: allows only the relay for ICE. */
function byRelayAlone() {
  const ask = globalThis.fetch.bind(globalThis);
  globalThis.fetch = async (...request) => {
    const response = await ask(...request);
    if (!String(request[0]).includes("/token") || !response.ok) return response;
    const pass = await response.json();
    return Response.json({ ...pass, iceTransportPolicy: "relay" });
  };
}
