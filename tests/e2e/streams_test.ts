/** Event streams where they fail in the field: proxies that hold them back, and many tabs over HTTP/1.1. */
import { expect } from "expect";
import type { Page } from "puppeteer-core";
import { HIDDEN_POLL_EVERY } from "@/lib/client/page/stream_polling.ts";
import { PATIENCE, until } from "@/tests/_support/patience.ts";
import { laterConsultation } from "./_changes.ts";
import { holdingProxy } from "./_holding_proxy.ts";
import { sees, tap, testId } from "./_journey.ts";
import { enter, processes, setStage } from "./_stage.ts";

const TABS = 8;

Deno.test("event streams", processes, async (t) => {
  const stage = await setStage();
  try {
    await t.step(
      `${TABS} tabs of one browser over HTTP/1.1 all load, and the hidden day hears the client arrive`,
      async () => {
        const at = await stage.consultation();
        const artist = await stage.person();
        await stage.signIn(artist, at.artist.email);
        await artist.page.goto(`${stage.baseUrl}/artist`);
        const tabs: Page[] = [artist.page];
        while (tabs.length < TABS) {
          const tab = await artist.context.newPage();
          await tab.bringToFront();
          await tab.goto(`${stage.baseUrl}/artist/consultations/${at.id}`, {
            waitUntil: "domcontentloaded",
          });
          tabs.push(tab);
        }
        const last = tabs.at(-1)!;
        expect(await last.$eval("h1", (h1) => h1.textContent)).toContain(
          "Clara",
        );
        // A request of the page itself finds a connection as well.
        const status = await last.evaluate(() =>
          fetch("/api/artist/day", {
            headers: { accept: "application/json" },
            signal: AbortSignal.timeout(30_000),
          }).then((response) => response.status)
        );
        expect(status).toBe(200);
        const hidden = await artist.page.evaluate(() => document.hidden);
        expect(hidden).toBe(true);
        const client = await stage.person();
        await enter(client, at);
        // Its title: the text of a hidden page is not laid out.
        await until(
          "the arrival in the hidden tab",
          () =>
            artist.page.evaluate(() => document.title.includes("is waiting")),
          { everyMs: 200, withinMs: Math.max(PATIENCE, 6 * HIDDEN_POLL_EVERY) },
        );
      },
    );
    await stage.clear();

    await t.step(
      "behind a proxy that holds them back, a client's page days before the consultation shows that it is cancelled",
      async () => {
        await using proxy = holdingProxy(() => stage.server.baseUrl);
        const at = await laterConsultation(stage);
        const client = await stage.person();
        const { pathname, hash } = new URL(at.url);
        await client.page.goto(`${proxy.baseUrl}${pathname}${hash}`);
        await Promise.all([
          client.page.waitForNavigation(),
          tap(client.page, "enter"),
        ]);
        await proxy.holds(`/api/video/consultation/${at.id}/waiting-status`);
        await stage.post(
          `/api/appointments/${at.id}/cancel`,
          at.artist.email,
          { word: "" },
        );
        await sees(client.page, "cancelled");
      },
    );

    await t.step(
      "behind a proxy that holds them back, the artist's day shows a client's arrival",
      async () => {
        await using proxy = holdingProxy(() => stage.server.baseUrl);
        const at = await stage.consultation();
        const artist = await stage.person();
        await stage.signIn(artist, at.artist.email);
        await artist.page.goto(`${proxy.baseUrl}/artist`);
        await proxy.holds("/api/artist/day");
        const client = await stage.person();
        await client.page.goto(at.url);
        await tap(client.page, "enter");
        await client.page.waitForSelector(testId("self-video"));
        await sees(artist.page, "Clara is here");
      },
    );
  } finally {
    await stage.close();
  }
});
