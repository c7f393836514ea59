import { expect } from "expect";
import type { DayRow, WaitingSnapshot } from "@/lib/wire/wire.ts";
import {
  inBrowser,
  openSnapshot,
  refused,
  sees,
  tap,
  testId,
  withBrowser,
} from "./_stage.ts";

const view = (snapshot: WaitingSnapshot) => `
  const view = <ArtistHostInterface signInHref="/sign-in" consultationId="${snapshot.id}"
    clientName="Mara Lindqvist" artistName="Inès Vidal" serviceName="Bridal trial"
    when="Sunday 22 November, 18:00" zone="Europe/Berlin" zoneOffsets={[]} submission={{id: "", note: "Dry skin.", intake: [], photos: []}} sdkUrl="/sdk-is-not-there.js"
    snapshot={${JSON.stringify(snapshot)}} />;`;
const iso = (at: number) => new Date(at).toISOString();
const here = () => ({ here: true, since: iso(Date.now() - 125_000) });

Deno.test("the artist's call page", inBrowser, async (t) => {
  await withBrowser(async (stage) => {
    await t.step(
      "the client's arrival is pushed: announced politely in the page, and in the tab's title",
      () => {
        // Heartbeats are answered with what the stream says.
        let client: ReturnType<typeof here> | undefined;
        const current = () => openSnapshot(client ? { client } : {});
        return stage({
          view: view(openSnapshot()),
          api: () => Response.json(current()),
        }, async ({ page, push, listening }) => {
          await sees(page, "Mara is not here yet.");
          await listening();
          client = here();
          push("snapshot", current());
          await sees(page, "Mara is here.");
          await sees(page, "Mara, for 2 minutes");
          await page.waitForFunction(() => document.title === "Mara is here");
          const polite = await page.$eval(
            testId("waiting-status"),
            (e) => e.closest("[role=status]") !== null,
          );
          expect(polite).toBe(true);
          client = undefined;
          push("snapshot", current());
          await page.waitForFunction(() => document.title === "Stage");
        });
      },
    );

    await t.step(
      "before the window opens one cannot start, and the page says from when",
      () => {
        const early = () =>
          openSnapshot({
            opensAt: iso(Date.now() + 9.5 * 60_000),
            window: "early",
          });
        return stage({
          view: view(early()),
          api: () => Response.json(early()),
        }, async ({ page, calls }) => {
          await sees(page, "You can start ");
          await sees(page, ", in 9 min. Mara can join then, too.");
          await page.waitForSelector(`${testId("start-session")}[disabled]`);
          // The artist's own notes are read from the start.
          expect(calls.filter(({ path }) => !path.endsWith("private-notes")))
            .toEqual([]);
        });
      },
    );

    await t.step(
      "a refused start says why and can be retried; one press is one start",
      () =>
        stage({
          view: view(openSnapshot({ client: here() })),
          api: ({ path }) =>
            path.endsWith("start-session")
              ? refused("video_unavailable", 503, "The video service is away.")
              : Response.json(openSnapshot({ client: here() })),
        }, async ({ page, calls }) => {
          const starts = () =>
            calls.filter(({ path }) => path.endsWith("start-session")).length;
          // Before the camera is on, pressing the button asks about the camera
          // first.
          await page.waitForSelector(testId("self-video"));
          await tap(page, testId("start-session"));
          await sees(page, "The video service is away.");
          expect(starts()).toBe(1);
          await tap(page, testId("start-session"));
          await page.waitForNetworkIdle({ concurrency: 1, idleTime: 200 });
          expect(starts()).toBe(2);
        }),
    );

    await t.step(
      "a denied camera does not stop the artist: explained once, then free to continue without",
      () =>
        stage({
          view: view(openSnapshot()),
          before: () => {
            Object.defineProperty(navigator, "permissions", {
              value: { query: () => Promise.resolve({ state: "prompt" }) },
            });
            navigator.mediaDevices.getUserMedia = () =>
              Promise.reject(new DOMException("", "NotAllowedError"));
          },
          api: () => Response.json(openSnapshot()),
        }, async ({ page, calls }) => {
          await tap(page, testId("start-session"));
          await sees(page, "are not on yet");
          await sees(page, "Continue without them");
          expect(calls.some(({ path }) => path.endsWith("start-session")))
            .toBe(false);
        }),
    );
  });
});

Deno.test(
  "the artist's day is updated by push with who is waiting, and who has written",
  inBrowser,
  async () => {
    const row = (change: Partial<DayRow> = {}): DayRow => ({
      id: "a".repeat(26),
      time: "18:00–18:45",
      startsAt: iso(Date.now()),
      clientName: "Mara Lindqvist",
      serviceName: "Bridal trial",
      state: "confirmed",
      client: { here: false, since: null },
      window: "open",
      opensAt: iso(Date.now()),
      href: "/artist/consultations/x",
      ...change,
    });
    const view = `const view = <ArtistDay rows={${
      JSON.stringify([row()])
    }} />;`;
    await withBrowser((stage) =>
      stage({ view }, async ({ page, push, listening }) => {
        await sees(page, "Confirmed");
        await listening();
        push("snapshot", {
          now: iso(Date.now()),
          rows: [
            row({ client: here() }),
            row({
              id: "b".repeat(26),
              clientName: "Asked Only",
              state: "requested",
            }),
          ],
        });
        await sees(page, "Mara is here");
        await page.waitForFunction(() => document.title === "Mara is waiting");
        expect(await page.evaluate(() => document.body.innerText)).not
          .toContain(
            "Asked Only",
          );
        push("snapshot", {
          now: iso(Date.now()),
          rows: [row({ client: here(), newMessages: 2 })],
        });
        await sees(page, "2 new messages");
        await page.waitForFunction(() =>
          document.title === "Mara is waiting. New message from Mara"
        );
      })
    );
  },
);
