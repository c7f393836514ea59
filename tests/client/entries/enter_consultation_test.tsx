import { expect } from "expect";
import { EnterConsultation } from "@/components/waiting/EnterConsultation.tsx";
import {
  type Call,
  inBrowser,
  press,
  refused,
  sees,
  tap,
  testId,
  withBrowser,
} from "@/tests/islands/_stage.ts";

const ID = "c".repeat(26);
const view = {
  entry: "enter-consultation",
  markup: <EnterConsultation consultationId={ID} script={undefined} />,
} as const;
const SECRET = "mS9dQ0ZtYx3kq1Vb7nWcUe4RjLpHaGfT2oIiKzXw5-_";
const link = `/c/${ID}#the-secret`;
const PREVIEW = `/api/entry/${ID}/preview`;

/** The requests that a person's taps send: all but the preview of the link. */
const ofTaps = (calls: readonly Call[]) =>
  calls.filter(({ path }) => path !== PREVIEW);
/** Answers the preview as a server that does not know it, and all else as given. */
const beside =
  (api: (call: Call) => Response | Promise<Response>) => (call: Call) =>
    call.path === PREVIEW ? refused("internal", 500) : api(call);

Deno.test("the entry page of a client's link", inBrowser, async (t) => {
  await withBrowser(async (stage) => {
    await t.step(
      "a page that is opened, even with its scripts run, only reads: that is what mail scanners do",
      () =>
        stage({ ...view, path: link }, async ({ page, calls }) => {
          await page.waitForSelector(`${testId("enter")}:not([disabled])`);
          await page.waitForNetworkIdle({ idleTime: 300 });
          expect(calls).toEqual([{
            method: "POST",
            path: PREVIEW,
            body: { secret: "the-secret" },
          }]);
        }),
    );

    await t.step(
      "the holder of the link reads with whom, about what and when it is",
      () =>
        stage({
          ...view,
          path: link,
          api: () =>
            Response.json({
              link: "current",
              artist: "Inès <b>Vidal</b>",
              service: "Bridal trial",
              when: "Sunday 22 November, 18:00",
              over: "This consultation was cancelled.",
            }),
        }, async ({ page }) => {
          await sees(page, "This consultation was cancelled.");
          await sees(page, "Inès <b>Vidal</b>");
          await sees(page, "Bridal trial");
          await sees(page, "Sunday 22 November, 18:00");
        }),
    );

    await t.step(
      "a link that a move has replaced says so without a tap, and has no button that opens nothing",
      () =>
        stage({
          ...view,
          path: link,
          api: () => Response.json({ link: "replaced" }),
        }, async ({ page }) => {
          await sees(page, "It was moved, so this link no longer works");
          await page.waitForSelector(testId("enter"), { hidden: true });
        }),
    );

    await t.step(
      "the newest link, opened in the tab of a replaced one, takes its place",
      () =>
        stage({
          ...view,
          path: link,
          api: ({ body }) =>
            Response.json(
              (body as { secret: string }).secret === "the-secret"
                ? { link: "replaced" }
                : {
                  link: "current",
                  artist: "Inès Vidal",
                  service: "Bridal trial",
                  when: "Monday 23 November, 18:00",
                  over: null,
                },
            ),
        }, async ({ page }) => {
          await sees(page, "It was moved, so this link no longer works");
          await page.evaluate((hash) => void (location.hash = hash), SECRET);
          await sees(page, "Monday 23 November, 18:00");
          await page.waitForSelector(testId("enter"), { visible: true });
          expect(await page.$(".notice")).toBe(null);
        }),
    );

    await t.step(
      "a tap sends the secret once, and the page continues without it in its address",
      () =>
        stage({
          ...view,
          path: link,
          api: beside(() => new Response(null, { status: 204 })),
        }, async ({ page, calls, url }) => {
          await Promise.all([
            page.waitForNavigation(),
            tap(page, testId("enter")),
          ]);
          expect(
            ofTaps(calls).filter(({ method }) => method === "POST"),
          ).toEqual([{
            method: "POST",
            path: `/api/entry/${ID}`,
            body: { secret: "the-secret" },
          }]);
          expect(page.url()).toBe(`${url}/c/${ID}`);
        }),
    );

    await t.step(
      "a browser that keeps no cookie is told so, instead of the same page again, and the link stays whole",
      () =>
        stage({
          ...view,
          path: link,
          api: beside(({ method }) =>
            method === "POST"
              ? new Response(null, { status: 204 })
              : refused("sign_in_required", 401)
          ),
        }, async ({ page, url }) => {
          await tap(page, testId("enter"));
          await sees(page, "This browser blocks cookies");
          expect(page.url()).toBe(`${url}${link}`);
          await page.waitForSelector(`${testId("enter")}:not([aria-busy])`);
        }),
    );

    await t.step(
      "a link without its secret says so and sends nothing",
      () =>
        stage({ ...view, path: `/c/${ID}` }, async ({ page, calls }) => {
          await tap(page, testId("enter"));
          await sees(page, "This link is incomplete");
          expect(calls).toEqual([]);
        }),
    );

    await t.step(
      "a refused secret shows the server's message, and one may try again",
      () =>
        stage({
          ...view,
          path: link,
          api: () => refused("link_invalid", 403, "This link is dead."),
        }, async ({ page, calls }) => {
          await tap(page, testId("enter"));
          await sees(page, "This link is dead.");
          await tap(page, testId("enter"));
          await page.waitForFunction(() => true);
          await page.waitForNetworkIdle({ idleTime: 200 });
          expect(ofTaps(calls).length).toBe(2);
        }),
    );

    await t.step(
      "being offline is reported in words, and the page stays as it is",
      () =>
        stage({ ...view, path: link }, async ({ page }) => {
          await page.waitForSelector(`${testId("enter")}:not([disabled])`);
          await page.setOfflineMode(true);
          await tap(page, testId("enter"));
          await sees(page, "You seem to be offline");
          await page.waitForSelector(testId("enter"), { visible: true });
        }),
    );

    await t.step(
      "a browser that cannot call gets instructions, can copy the link, and may still enter",
      () =>
        stage({
          ...view,
          path: link,
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
          await sees(page, "can’t make video calls");
          await press(page, "Copy link");
          await sees(page, "Link copied");
          expect(await page.title()).toBe(`${url}${link}`);
          await page.waitForSelector(`${testId("enter")}:not([disabled])`);
        }),
    );

    await t.step(
      "inside an app without a camera, and where copying is not allowed, the page names the app and shows the whole link, selected",
      () =>
        stage({
          ...view,
          path: link,
          before: () => {
            Object.defineProperty(navigator, "mediaDevices", {
              value: undefined,
            });
            Object.defineProperty(navigator, "userAgent", {
              value: "Mozilla/5.0 (iPhone) Instagram 300.0",
            });
            Object.defineProperty(navigator, "clipboard", {
              value: { writeText: () => Promise.reject(new Error("No")) },
            });
            document.execCommand = () => false;
          },
        }, async ({ page, url }) => {
          await sees(page, "You opened this link inside Instagram");
          await sees(page, "camera and microphone do not work here");
          await press(page, "Copy link");
          await sees(page, "Your browser did not copy it");
          const selected = await page.evaluate(() => {
            const field = document.activeElement as HTMLInputElement;
            return field.value.slice(
              field.selectionStart!,
              field.selectionEnd!,
            );
          });
          expect(selected).toBe(`${url}${link}`);
        }),
    );

    for (
      const [userAgent, app, browser, order] of [
        [
          "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit/605.1.15 Mobile/15E148 [LinkedInApp]/9.30",
          "LinkedIn",
          "Safari",
          ["Copy link", "Open in Safari"],
        ],
        [
          "Mozilla/5.0 (Linux; Android 15; Pixel 9; wv) Chrome/140",
          "another app",
          "Chrome",
          ["Copy link", "Open in your browser"],
        ],
        [
          "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit/605.1.15 GSA/380.0 Mobile/15E148 Safari/604.1",
          "the Google app",
          "Safari",
          ["Open in Safari", "Copy link"],
        ],
      ] as const
    ) {
      await t.step(
        `inside ${app} with a camera, the page says how to open it in ${browser}, copies the link, and still lets in`,
        () =>
          stage({
            ...view,
            path: link,
            api: beside(() => new Response(null, { status: 204 })),
            before: () => {
              Object.defineProperty(navigator, "clipboard", {
                value: {
                  writeText: (text: string) => {
                    document.title = text;
                    return Promise.resolve();
                  },
                },
              });
            },
          }, async ({ page, url, calls }) => {
            await page.setUserAgent({ userAgent });
            await page.reload();
            await sees(page, `You opened this link inside ${app}`);
            await sees(page, "may not work here");
            await sees(page, `choose “Open in ${browser}”`);
            expect(
              await page.$$eval(
                ".notice .button",
                (all) => all.map(({ textContent }) => textContent),
              ),
            ).toEqual(order);
            await press(page, "Copy link");
            await sees(page, "Link copied");
            expect(await page.title()).toBe(`${url}${link}`);
            await press(page, "Continue here");
            await page.waitForNavigation();
            expect(
              ofTaps(calls).filter(({ method }) => method === "POST").length,
            )
              .toBe(1);
          }),
      );
    }

    await t.step(
      "the newest link, opened in the same tab, is the one that leaves the app",
      () =>
        stage({
          ...view,
          path: link,
          before: () =>
            Object.defineProperty(navigator, "userAgent", {
              value:
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit/605.1.15 Mobile/15E148",
            }),
        }, async ({ page, url }) => {
          const href = () =>
            page.$eval(".notice a", (one) => one.getAttribute("href"));
          await page.waitForSelector(".notice a");
          expect(await href()).toBe(`x-safari-${url}${link}`);
          await page.evaluate((hash) => void (location.hash = hash), SECRET);
          await page.waitForFunction(
            (end) =>
              document.querySelector(".notice a")!.getAttribute("href")!
                .endsWith(end),
            {},
            `#${SECRET}`,
          );
        }),
    );

    await t.step(
      "on an iPhone without WebRTC, the page says how to allow it in Lockdown Mode",
      () =>
        stage({
          ...view,
          path: link,
          before: () => {
            Object.defineProperty(globalThis, "RTCPeerConnection", {
              value: undefined,
            });
            Object.defineProperty(navigator, "userAgent", {
              value: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Safari/604.1",
            });
          },
        }, async ({ page }) => {
          await sees(page, "This browser can’t make video calls");
          await sees(page, "Lockdown Mode");
          await page.waitForSelector(`${testId("enter")}:not([disabled])`);
        }),
    );

    await t.step(
      "a browser that can call reads no warning, and a link with a full stop behind it sends its secret",
      () =>
        stage({
          ...view,
          path: `/c/${ID}#%23${SECRET}.`,
          api: beside(() => new Response(null, { status: 204 })),
        }, async ({ page, calls }) => {
          await page.waitForSelector(`${testId("enter")}:not([disabled])`);
          const text = await page.evaluate(() => document.body.innerText);
          expect(text).not.toContain("can’t make video calls");
          expect(text).not.toContain("You opened this link inside");
          await Promise.all([
            page.waitForNavigation(),
            tap(page, testId("enter")),
          ]);
          expect(calls.map(({ body }) => body).slice(0, 2)).toEqual([
            { secret: SECRET },
            { secret: SECRET },
          ]);
        }),
    );

    const replaced = {
      entry: "enter-consultation",
      markup: (
        <EnterConsultation consultationId={ID} replaced script={undefined} />
      ),
    } as const;
    const old = "It was moved, so this link no longer works";

    await t.step(
      "a page of a replaced link says so from the start, without a button that opens nothing",
      () =>
        stage({ ...replaced, path: `/c/${ID}` }, async ({ page, calls }) => {
          await sees(page, old);
          await page.waitForSelector(testId("enter"), { hidden: true });
          expect(await page.$$eval(".notice", (all) => all.length)).toBe(1);
          expect(calls).toEqual([]);
        }),
    );

    await t.step(
      "a secret in the address hides that notice, and a replaced secret shows it again",
      () =>
        stage({
          ...replaced,
          path: link,
          api: beside(() => refused("link_replaced", 410)),
        }, async ({ page }) => {
          await page.waitForSelector(`${testId("enter")}:not([disabled])`);
          await page.waitForSelector(testId("enter"), { visible: true });
          expect(await page.$(".notice")).toBe(null);
          await tap(page, testId("enter"));
          await sees(page, old);
          expect(await page.$$eval(".notice", (all) => all.length)).toBe(1);
        }),
    );

    await t.step(
      "while the studio answers, the button is busy and keeps its focus, and a second tap sends nothing",
      async () => {
        const answer = Promise.withResolvers<Response>();
        await stage({
          ...view,
          path: link,
          api: beside(() => answer.promise),
        }, async ({ page, calls }) => {
          await tap(page, testId("enter"));
          await page.waitForSelector(
            `${testId("enter")}[aria-busy=true][aria-disabled=true]`,
          );
          await tap(page, testId("enter"));
          answer.resolve(refused("link_invalid", 403, "This link is dead."));
          await sees(page, "This link is dead.");
          await page.waitForSelector(`${testId("enter")}:not([aria-busy])`);
          expect(ofTaps(calls).length).toBe(1);
          expect(
            await page.$eval(
              testId("enter"),
              (button) => button === document.activeElement,
            ),
          ).toBe(true);
        });
      },
    );
  });
});
