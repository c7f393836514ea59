import { BLANK_LOOK } from "@/gallery/look_sample.ts";
import { until } from "@/tests/_support/patience.ts";
import { expect } from "expect";
import type { Page } from "puppeteer-core";
import type { RecordingAnswer, WaitingSnapshot } from "@/lib/wire/wire.ts";
import {
  type Call,
  inBrowser,
  openSnapshot,
  refused,
  sees,
  testId,
  withBrowser,
} from "./_stage.ts";

const WORDS = "You will be recorded, and may say no.";
const live = (change: Partial<WaitingSnapshot> = {}) =>
  openSnapshot({
    state: "live",
    twilioRoomStatus: "in-progress",
    sessionStartedAt: new Date().toISOString(),
    ...change,
  });
const client = (snapshot: WaitingSnapshot) => `
  const view = <ClientWaitingRoom consultationId="${snapshot.id}"
    clientName="Mara Lindqvist" artistName="Inès Vidal" serviceName="Bridal trial"
    when="Sunday" zone="UTC" zoneOffsets={[]} sdkUrl="/sdk-is-not-there.js" snapshot={${
  JSON.stringify(snapshot)
}} />;`;
const artist = (snapshot: WaitingSnapshot) => `
  const view = <ArtistHostInterface signInHref="/sign-in" consultationId="${snapshot.id}"
    clientName="Mara Lindqvist" artistName="Inès Vidal" serviceName="Bridal trial"
    when="Sunday" zone="UTC" zoneOffsets={[]} submission={{id: "", note: "", intake: [], photos: []}} sdkUrl="/sdk-is-not-there.js" snapshot={${
  JSON.stringify(snapshot)
}} />;`;

function recorded(change: Partial<RecordingAnswer> = {}): RecordingAnswer {
  return {
    recording: "off",
    available: true,
    reason: null,
    text: { version: "v7", text: WORDS },
    consents: { client: null, artist: null },
    recordingSid: null,
    recorded: false,
    deletion: null,
    deletedAt: null,
    ...change,
  };
}

/** The call page without a video service: everything around the video. */
const answering =
  (recording: RecordingAnswer, snapshot = live) => ({ path }: Call) =>
    path.endsWith("/recording")
      ? Response.json(recording)
      : path.endsWith("/look-sheet")
      ? Response.json(BLANK_LOOK)
      : path.endsWith("/token")
      ? refused("video_unavailable", 503)
      : Response.json(snapshot());

const actions = (calls: readonly Call[]) =>
  calls.filter(({ method, path }) =>
    method === "POST" && path.endsWith("/recording")
  ).map(({ body }) => body);

async function arrived(calls: readonly Call[], count: number) {
  await until(
    `${count} actions`,
    () => actions(calls).length >= count,
  );
}

/** Without the stylesheets much of the call is off screen: a click that needs no position. */
async function tap(page: Page, selector: string) {
  await page.waitForSelector(`${selector}:not([disabled])`);
  await page.$eval(selector, (button) => (button as HTMLElement).click());
}

/** The browser would ask, and the answer would be yes. */
const wouldAsk = () => {
  Object.defineProperty(navigator, "permissions", {
    value: { query: () => Promise.resolve({ state: "prompt" }) },
  });
};

Deno.test("the two video rooms", inBrowser, async (t) => {
  await withBrowser(async (stage) => {
    await t.step(
      "asked for consent, the client reads the text and agrees to exactly that version; both see the recording, and the client can stop it",
      () =>
        stage({
          view: client(live()),
          before: wouldAsk,
          api: answering(recorded()),
        }, async ({ page, calls, push, listening }) => {
          await listening();
          await tap(page, testId("camera-on"));
          await page.waitForSelector(testId("end-session"));
          expect(await page.$(testId("recording"))).toBeNull();
          const consents = { artist: true, client: false };
          push(
            "snapshot",
            live({ recording: "asked", recordingConsents: consents }),
          );
          await page.waitForSelector(testId("recording-agree"), {
            visible: true,
          });
          await sees(page, WORDS);
          await tap(page, testId("recording-agree"));
          const agreed = { artist: true, client: true };
          push(
            "snapshot",
            live({ recording: "asked", recordingConsents: agreed }),
          );
          await page.waitForSelector(testId("recording-agree"), {
            hidden: true,
          });
          push(
            "snapshot",
            live({ recording: "on", recordingConsents: agreed }),
          );
          const mark = await page.waitForSelector(testId("recording"));
          expect(
            await mark!.evaluate((e) => e.closest("[role=status]") !== null),
          ).toBe(true);
          await tap(page, testId("more"));
          await tap(page, testId("recording-withdraw"));
          await arrived(calls, 2);
          expect(actions(calls)).toEqual([
            { action: "consent", textVersion: "v7" },
            { action: "withdraw" },
          ]);
        }),
    );

    await t.step(
      "Escape does not answer; the question can still be declined",
      () =>
        stage({
          view: client(live({ recording: "asked" })),
          before: wouldAsk,
          api: answering(recorded(), () => live({ recording: "asked" })),
        }, async ({ page, calls }) => {
          await tap(page, testId("camera-on"));
          await page.waitForSelector(testId("recording-agree"), {
            visible: true,
          });
          await page.keyboard.press("Escape");
          await page.waitForSelector(testId("recording-agree"), {
            hidden: true,
          });
          expect(actions(calls)).toEqual([]);
          await tap(page, testId("more"));
          await tap(page, testId("recording-withdraw"));
          await arrived(calls, 1);
          expect(actions(calls)).toEqual([{ action: "withdraw" }]);
        }),
    );

    await t.step(
      "where recording is unavailable the artist has no button for it, and no account's name in a call",
      () =>
        stage({
          view: artist(live({ recording: "unavailable" })),
          before: wouldAsk,
          api: answering(
            recorded({
              available: false,
              reason: "Recording needs an account",
            }),
            () => live({ recording: "unavailable" }),
          ),
        }, async ({ page }) => {
          await tap(page, testId("camera-on"));
          await page.waitForSelector(testId("mute"));
          expect(await page.$(testId("recording-ask"))).toBeNull();
          // Only /admin names what is missing.
          expect(await page.evaluate(() => document.body.innerText))
            .not.toContain("Recording needs an account");
        }),
    );

    await t.step(
      "the artist asks, sees a refusal, and starts only once both agree",
      () =>
        stage({
          view: artist(live()),
          before: wouldAsk,
          api: answering(recorded({
            consents: {
              artist: null,
              client: {
                given: false,
                textVersion: "v7",
                at: "",
                counts: false,
              },
            },
          })),
        }, async ({ page, calls, push, listening }) => {
          await listening();
          await tap(page, testId("camera-on"));
          await sees(page, "Mara would rather not be recorded.");
          expect(await page.$(testId("recording-start"))).toBeNull();
          await tap(page, testId("recording-ask"));
          push(
            "snapshot",
            live({
              recording: "asked",
              recordingConsents: { artist: true, client: true },
            }),
          );
          await page.waitForFunction(
            (ask) => document.querySelector(ask) === null,
            {},
            testId("recording-ask"),
          );
          await tap(page, testId("recording-start"));
          await arrived(calls, 2);
          expect(actions(calls)).toEqual([
            { action: "ask" },
            { action: "start" },
          ]);
        }),
    );

    await t.step(
      "from one view to the other, every video keeps its element; in audio-only mode, the page says so",
      () =>
        stage({
          view: artist(live()),
          before: wouldAsk,
          api: answering(recorded()),
        }, async ({ page }) => {
          await tap(page, testId("camera-on"));
          await page.waitForSelector(testId("self-video"));
          await page.evaluate(() => {
            for (const video of document.querySelectorAll("video")) {
              video.dataset.before = "yes";
            }
          });
          await tap(page, testId("view"));
          await page.waitForSelector(".stage__equal");
          expect(
            await page.$$eval(".stage__equal video", (videos) =>
              videos.map((video) => video.dataset.before)),
          ).toEqual(["yes", "yes"]);
          await tap(page, testId("view"));
          await page.waitForSelector(".stage__main");
          await tap(page, testId("sound-only"));
          await page.waitForSelector(
            `${testId("sound-only")}[aria-pressed=true]`,
          );
        }),
    );
  });
});
