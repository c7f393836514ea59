import { expect } from "expect";
import {
  inBrowser,
  press,
  refused,
  sees,
  tap,
  testId,
  withBrowser,
} from "./_stage.ts";

const ID = "c".repeat(26);
const view = `const view = <EnterConsultation consultationId="${ID}" />;`;
const door = `/c/${ID}#the-secret`;

Deno.test("the door of a client's link", inBrowser, async (t) => {
  await withBrowser(async (stage) => {
    await t.step(
      "a page that is opened, and even runs its scripts, asks for nothing: a mail scanner does just that",
      () =>
        stage({ view, path: door }, async ({ page, calls }) => {
          await page.waitForSelector(`${testId("enter")}:not([disabled])`);
          await page.waitForNetworkIdle({ idleTime: 300 });
          expect(calls).toEqual([]);
        }),
    );

    await t.step(
      "a tap sends the secret once, and the page goes on without it in its address",
      () =>
        stage({
          view,
          path: door,
          api: () => new Response(null, { status: 204 }),
        }, async ({ page, calls, url }) => {
          await Promise.all([
            page.waitForNavigation(),
            tap(page, testId("enter")),
          ]);
          expect(calls).toEqual([{
            method: "POST",
            path: `/api/entry/${ID}`,
            body: { secret: "the-secret" },
          }]);
          expect(page.url()).toBe(`${url}/c/${ID}`);
        }),
    );

    await t.step(
      "a link without its secret says so and sends nothing",
      () =>
        stage({ view, path: `/c/${ID}` }, async ({ page, calls }) => {
          await tap(page, testId("enter"));
          await sees(page, "This link is not complete");
          expect(calls).toEqual([]);
        }),
    );

    await t.step(
      "a refused secret shows the server's own sentence, and one may try again",
      () =>
        stage({
          view,
          path: door,
          api: () => refused("link_invalid", 403, "This link is dead."),
        }, async ({ page, calls }) => {
          await tap(page, testId("enter"));
          await sees(page, "This link is dead.");
          await tap(page, testId("enter"));
          await page.waitForFunction(() => true);
          await page.waitForNetworkIdle({ idleTime: 200 });
          expect(calls.length).toBe(2);
        }),
    );

    await t.step(
      "offline is said in words, and the page stays as it is",
      () =>
        stage({ view, path: door }, async ({ page }) => {
          await page.waitForSelector(`${testId("enter")}:not([disabled])`);
          await page.setOfflineMode(true);
          await tap(page, testId("enter"));
          await sees(page, "You seem to be offline");
          await page.waitForSelector(testId("enter"), { visible: true });
        }),
    );

    await t.step(
      "a browser inside another app is told where to go, can copy the link, and may still come in",
      () =>
        stage({
          view,
          path: door,
          before: () => {
            Object.defineProperty(navigator, "mediaDevices", {
              value: undefined,
            });
            Object.defineProperty(navigator, "clipboard", {
              value: {
                writeText: (text: string) => {
                  document.title = text;
                  return Promise.resolve();
                },
              },
            });
          },
        }, async ({ page, url }) => {
          await sees(page, "cannot make video calls");
          await press(page, "Copy link");
          await sees(page, "Link copied");
          expect(await page.title()).toBe(`${url}${door}`);
          await page.waitForSelector(`${testId("enter")}:not([disabled])`);
        }),
    );
  });
});
