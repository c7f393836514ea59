/**
 * The complete main journey: two people, two separate browser contexts, the
 * production build, the real SDK. Only camera and microphone are fake.
 */
import { expect } from "expect";
import type { Page } from "puppeteer-core";
import { aServer } from "@/tests/_support/a_server.ts";
import { launchBrowser } from "@/tests/_support/browser.ts";
import {
  aPerson,
  book,
  clientLink,
  DESKTOP,
  expectMovingVideo,
  mailTo,
  PHONE,
  press,
  sees,
  signIn,
  tap,
  testId,
} from "./_journey.ts";

const CLIENT = { name: "Clara Haas", email: "clara@client.example" };

Deno.test(
  "a client books, is confirmed, follows the mail's link, waits, is let in, talks, and both see the end",
  {
    // The server and the browser are separate processes, closed below.
    sanitizeResources: false,
    sanitizeOps: false,
  },
  async (t) => {
    await using server = await aServer();
    const { baseUrl } = server;
    const browser = await launchBrowser();
    try {
      const client = await aPerson(browser, PHONE, baseUrl);
      const artist = await aPerson(browser, DESKTOP, baseUrl);
      const admin = await aPerson(browser, DESKTOP, baseUrl);
      let id = "";

      await t.step("the client asks for a time at /book", async () => {
        await book(client.page, baseUrl, CLIENT);
        await mailTo(baseUrl, CLIENT.email, "Bridal trial");
      });

      await t.step(
        "the artist signs in by the mailed code and confirms",
        async () => {
          await signIn(artist.page, baseUrl, "ines@atelier.example");
          await press(artist.page, CLIENT.name);
          await sees(artist.page, "My sister's wedding");
          await press(artist.page, "Confirm");
          await artist.page.waitForSelector(testId("start-session"));
        },
      );

      await t.step("the link's page is inert until a person taps", async () => {
        const link = clientLink(await mailTo(baseUrl, CLIENT.email, "/c/"));
        id = link.id;
        await client.page.goto(link.url);
        await client.page.waitForSelector(testId("enter"), { visible: true });
        const cookies = await client.context.cookies();
        expect(cookies.filter((cookie) => cookie.name.includes("visavis_c_")))
          .toEqual([]);
        await tap(client.page, "enter");
        await client.page.waitForSelector(testId("waiting-status"));
        expect(client.page.url()).toBe(`${baseUrl}/c/${id}`);
      });

      await t.step(
        "the artist's page updates without interaction",
        async () => {
          await sees(artist.page, "Clara is here");
          await sees(client.page, "Inès can see that you are here");
        },
      );

      await t.step(
        "the artist starts; the client's page moves on by itself",
        async () => {
          await client.page.waitForSelector(testId("self-video"));
          // The artist knows before the start that there is something to see and hear.
          await sees(artist.page, "camera and microphone checked");
          await tap(artist.page, "start-session");
          await expectMovingVideo(client.page);
          await expectMovingVideo(artist.page);
        },
      );

      await t.step("audio arrives on both sides", async () => {
        await expectAudio(client.page);
        await expectAudio(artist.page);
      });

      await t.step(
        "the camera was acquired once and its tracks handed to the call",
        async () => {
          expect(await client.page.evaluate(() => cameraCalls())).toBe(1);
        },
      );

      await t.step(
        "each sees when the other mutes and unmutes",
        async () => {
          await tap(client.page, "mute");
          await artist.page.waitForSelector(testId("remote-muted"));
          await tap(client.page, "mute");
          await artist.page.waitForSelector(testId("remote-muted"), {
            hidden: true,
          });
          await tap(artist.page, "mute");
          await client.page.waitForSelector(testId("remote-muted"));
          await tap(artist.page, "mute");
        },
      );

      await t.step(
        "the artist reconsiders: Stay leaves the call as it is",
        async () => {
          await tap(artist.page, "end-session");
          await tap(artist.page, "end-cancel");
          await expectMovingVideo(artist.page);
        },
      );

      await t.step("the client ends it; both pages say so", async () => {
        await tap(client.page, "end-session");
        await tap(client.page, "end-confirm");
        await client.page.waitForSelector(testId("ended"));
        await artist.page.waitForSelector(testId("ended"));
      });

      await t.step(
        "the record keeps start and end, and that its room is completed",
        async () => {
          await signIn(admin.page, baseUrl, "odile@atelier.example");
          const first = await record(admin.page, id);
          expect(first).toMatchObject({
            state: "ended",
            twilioRoomStatus: "completed",
            twilioRoomName: expect.stringMatching(/^visavis-[a-z2-7]{32}$/),
            twilioRoomSid: expect.stringMatching(/^RM[0-9a-f]{32}$/),
            waitingRoomStatus: "empty",
          });
          const started = Date.parse(first.sessionStartedAt);
          const ended = Date.parse(first.sessionEndedAt);
          expect(ended).toBeGreaterThan(started);
          // Joins and leaves, from the video service's own callbacks.
          expect(first.joins.map((join) => join.party).sort()).toEqual([
            "artist",
            "client",
          ]);
          expect(first.joins.every((join) => join.leftAt !== null)).toBe(true);
        },
      );

      await t.step("a second end changes nothing", async () => {
        const before = await record(admin.page, id);
        const again = await artist.page.evaluate(async (url) => {
          const response = await fetch(url, { method: "POST" });
          return { status: response.status, body: await response.json() };
        }, `/api/video/consultation/${id}/end-session?session=artist`);
        expect(again.status).toBe(200);
        expect(again.body.sessionEndedAt).toBe(before.sessionEndedAt);
        expect(await record(admin.page, id)).toEqual(before);
      });

      await t.step(
        "returning by the link, the client sees that it has ended",
        async () => {
          await client.page.goto(`${baseUrl}/c/${id}`);
          await client.page.waitForSelector(testId("ended"));
        },
      );

      await t.step("neither page logged an error", () => {
        // A heartbeat in flight when the session ended gets a 410.
        const worth = (line: string) => !line.includes("410 (Gone)");
        expect(client.complaints.filter(worth)).toEqual([]);
        expect(artist.complaints.filter(worth)).toEqual([]);
      });
    } finally {
      await browser.close();
    }
  },
);

interface RecordSeen {
  readonly id: string;
  readonly sessionStartedAt: string;
  readonly sessionEndedAt: string;
  readonly joins: readonly { party: string; leftAt: string | null }[];
}

/** In the form that the admin's page gives to a script. */
async function record(page: Page, id: string): Promise<RecordSeen> {
  const list = await page.evaluate(async () => {
    const response = await fetch("/admin?format=json");
    return await response.json();
  });
  return list.consultations.find((one: RecordSeen) => one.id === id);
}

/** More audio packets than a moment ago, in the page's own statistics. */
async function expectAudio(page: Page) {
  const packets = () => page.evaluate(() => audioPackets());
  const before = await packets();
  await page.waitForFunction(
    (then) => audioPackets().then((now) => now > then + 10),
    {},
    before,
  );
}
