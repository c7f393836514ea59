import { expect } from "expect";
import { SignInByLink } from "@/components/staff/SignInByLink.tsx";
import {
  inBrowser,
  refused,
  sees,
  tap,
  testId,
  withBrowser,
} from "@/tests/islands/_stage.ts";

const page = {
  entry: "sign-in-link",
  markup: <SignInByLink script={undefined} />,
  path: "/sign-in/link#the-secret",
} as const;
const signsIn = ({ method }: { readonly method: string }) =>
  Response.json(method === "POST" ? { home: "/artist" } : { role: "artist" });
const button = testId("sign-in");

Deno.test("the page of a sign-in link", inBrowser, async (t) => {
  await withBrowser(async (stage) => {
    await t.step(
      "a page that is opened, even with its scripts run, sends nothing",
      () =>
        stage(page, async ({ page, calls }) => {
          await page.waitForSelector(`${button}:not([disabled])`);
          await page.waitForNetworkIdle({ idleTime: 300 });
          expect(calls).toEqual([]);
        }),
    );

    await t.step(
      "a tap sends the secret once, and the page continues where the studio says",
      () =>
        stage({
          ...page,
          api: signsIn,
        }, async ({ page, calls, url }) => {
          await Promise.all([page.waitForNavigation(), tap(page, button)]);
          expect(calls).toEqual([{
            method: "POST",
            path: "/api/sign-in/link",
            body: { secret: "the-secret" },
          }, { method: "GET", path: "/api/sign-in", body: null }]);
          expect(page.url()).toBe(`${url}/artist`);
        }),
    );

    await t.step(
      "a refusal shows the studio's message once and the way to a new email, and one may try again",
      () =>
        stage({
          ...page,
          api: () => refused("link_invalid", 403, "This link is dead."),
        }, async ({ page, calls }) => {
          for (const times of [1, 2]) {
            await tap(page, `${button}:not([aria-busy])`);
            await page.waitForFunction(
              () =>
                document.querySelector("[role=alert]")?.textContent
                  ?.includes("This link is dead."),
            );
            await page.waitForSelector(`${button}:not([aria-busy])`);
            expect(calls.length).toBe(times);
          }
          expect(await page.$$eval("[role=alert]", (all) => all.length))
            .toBe(1);
          expect(await page.$eval("[role=alert] a", (a) => a.href))
            .toMatch(/\/sign-in$/);
        }),
    );

    await t.step(
      "a browser that blocks cookies is told so, instead of being sent to a page that asks to sign in",
      () =>
        stage({
          ...page,
          api: ({ method }) =>
            method === "POST"
              ? Response.json({ home: "/artist" })
              : refused("sign_in_required", 401, "Please sign in."),
        }, async ({ page, url }) => {
          await tap(page, button);
          await sees(page, "This browser blocks cookies");
          expect(page.url()).toBe(`${url}/sign-in/link#the-secret`);
          await page.waitForSelector(`${button}:not([aria-busy])`);
        }),
    );

    await t.step(
      "being offline is reported in words",
      () =>
        stage(page, async ({ page }) => {
          await page.waitForSelector(`${button}:not([disabled])`);
          await page.setOfflineMode(true);
          await tap(page, button);
          await sees(page, "We cannot reach the studio");
        }),
    );
  });
});
