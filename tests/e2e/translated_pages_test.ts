/** Pages that the browser translates: Chrome replaces each text node by `<font><font>…</font></font>`. */
import { expect } from "expect";
import type { Page } from "puppeteer-core";
import { expectMovingVideo, sees, tap, testId } from "./_journey.ts";
import { processes, setStage } from "./_stage.ts";

/** As Chrome does, now and for every text that appears later. The words stay readable. */
async function translate(page: Page) {
  await page.evaluate(() => {
    const replace = (root: Node) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const found: Text[] = [];
      while (walker.nextNode()) found.push(walker.currentNode as Text);
      for (const text of found) {
        const parent = text.parentElement;
        if (!parent || !text.data.trim()) continue;
        if (parent.closest("font, script, style, textarea")) continue;
        const outer = document.createElement("font");
        const inner = document.createElement("font");
        inner.textContent = text.data;
        outer.append(inner);
        text.replaceWith(outer);
      }
    };
    replace(document.body);
    // Later texts are translated after a pause, as Chrome does it.
    const later = () => setTimeout(() => replace(document.body), 100);
    new MutationObserver(later)
      .observe(document.body, { childList: true, subtree: true });
  });
}

const seen = (page: Page) => page.evaluate(() => document.body.innerText);

Deno.test(
  "translated pages follow what happens: the artist's day, both waiting rooms, the call and its end",
  processes,
  async () => {
    const stage = await setStage();
    try {
      const errors: string[] = [];
      const at = await stage.consultation();
      const client = await stage.waitingClient(at);
      const artist = await stage.person();
      await stage.signIn(artist, at.artist.email);
      for (const { page } of [client, artist]) {
        page.on("pageerror", (error) => errors.push(String(error)));
      }
      const { name } = at.artist;
      await sees(client.page, `Waiting for ${name}.`);
      await translate(client.page);

      await artist.page.goto(`${stage.baseUrl}/artist`);
      await sees(artist.page, "Clara is here");
      await translate(artist.page);
      await client.context.close();
      await artist.page.waitForFunction(
        () => !document.body.innerText.includes("Clara is"),
      );

      const again = await stage.waitingClient(at);
      again.page.on("pageerror", (error) => errors.push(String(error)));
      await sees(artist.page, "Clara is here");
      await translate(again.page);
      await artist.page.goto(`${stage.baseUrl}/artist/consultations/${at.id}`);
      await artist.page.waitForSelector(testId("self-video"));
      await translate(artist.page);
      await sees(again.page, `${name} can see that you are here`);
      expect(await seen(again.page)).not.toContain(`Waiting for ${name}`);
      expect(await seen(again.page)).not.toContain(`${name}: not yet`);
      await sees(artist.page, "Clara is here.");

      await tap(artist.page, "start-session");
      await expectMovingVideo(again.page);
      await translate(again.page);
      await tap(artist.page, "end-session");
      await tap(artist.page, "end-confirm");
      await sees(again.page, "ended");
      expect(errors).toEqual([]);
    } finally {
      await stage.close();
    }
  },
);
